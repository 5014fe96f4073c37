"""The pages of what is done when its reader says so: a link, a file and a video."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say
from lms.learning import reading
from lms.learning.queries import Visit, requirement
from lms.web.headers import POLICY

LINK, FILE, VIDEO = "link", "file", "video"
# Films are played on this page and no other, and only the site's own.
WITH_FILMS = f"{POLICY}; media-src 'self'"
PAGES = {
    LINK: "learning/link.html",
    FILE: "learning/file.html",
    VIDEO: "learning/video.html",
}
Demand = tuple[Sentence, Sentence | None]


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    return render(visit, module)


def render(visit: Visit, module: Module, refused: Conflict | None = None) -> ResponseReturnValue:
    found = page(module.digest)
    response = make_response(
        render_template(
            PAGES[module.kind],
            visit=visit,
            outline=visit.outline,
            module=module,
            body=found.html,
            facts=found.facts,
            requirement=requirement(visit, module),
            refused=refused.sentence if refused else None,
        ),
        refused.status if refused else 200,
    )
    if module.kind == VIDEO:
        response.headers["Content-Security-Policy"] = WITH_FILMS
    return response


def _asks(text: Callable[[Mapping[str, Any]], Sentence]) -> Callable[..., Demand]:
    def demand(facts: Mapping[str, Any], standing: Standing | None) -> Demand:
        done = standing is not None and standing.done_at is not None
        return text(facts), None if done else say("Belum ditandai")

    return demand


def _visit(facts: Mapping[str, Any]) -> Sentence:
    return say(
        "Buka “%(title)s” di %(host)s, lalu tandai bahwa Anda sudah ke sana",
        title=facts["title"],
        host=facts["host"],
    )


def _fetch(facts: Mapping[str, Any]) -> Sentence:
    return say("Unduh “%(title)s”, lalu tandai bahwa sudah Anda terima", title=facts["title"])


def _watch(facts: Mapping[str, Any], standing: Standing | None) -> Demand:
    """A film with its text is as long as a lesson, and as honest."""
    _, note = reading.demand(facts, standing)
    least = reading.spoken(reading.least_seconds(reading.minutes_of(facts)))
    text = say(
        "Tonton atau baca “%(title)s”, paling sedikit %(least)s, lalu tandai selesai",
        title=facts["title"],
        least=least,
    )
    return text, note


KINDS = (
    Kind(LINK, say("Tautan"), say("Buka"), _asks(_visit), show),
    Kind(FILE, say("Berkas"), say("Unduh"), _asks(_fetch), show),
    Kind(VIDEO, say("Video"), say("Tonton"), _watch, show),
)
OFFERED = frozenset(kind.name for kind in KINDS)
