"""The page of a scenario: its opening, the scene that one stands in, or the end with the path."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.foundation.errors import Refusal
from lms.foundation.language import Sentence, say
from lms.learning.queries import Visit, requirement
from lms.scenarios import actions
from lms.scenarios.place import NAME, Place


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    return render(Place(visit, module))


def render(place: Place, refused: Refusal | None = None) -> ResponseReturnValue:
    """The page; `refused` is what was asked for and could not be done."""
    found = page(place.module.digest)
    html = render_template(
        "scenarios/scenario.html",
        place=place,
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
        body=found.html,
        facts=found.facts,
        way=place.way,
        at=len(place.moves),
        spent=actions.spent() if actions.is_spent(len(place.moves)) else None,
        earlier=[each for each in place.walks[:-1] if each.end],
        requirement=requirement(place.visit, place.module),
        refused=refused.sentence if refused else None,
    )
    return make_response(html, refused.status if refused else 200)


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What a scenario asks, and what has been reached of it."""
    text = say("Jalani “%(title)s” sampai sebuah akhir", title=facts["title"])
    if facts["reach"] == "good":
        text = say("Jalani “%(title)s” sampai akhir yang baik", title=facts["title"])
    done = standing is not None and standing.done_at is not None
    return text, None if done else say("Belum sampai di sana")


KIND = Kind(NAME, say("Skenario"), say("Jalani"), demand, show)
