"""The page of a survey: what is asked, who reads it, and what the person has answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.evaluation import policies, queries
from lms.evaluation.answers import PREFIX, Field, fields
from lms.evaluation.groups import LEAST
from lms.evaluation.models import Reply
from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.learning import policies as learning_policies
from lms.learning import queries as learning
from lms.learning.queries import Visit

NAME = "survey"


@dataclass(frozen=True)
class Place:
    """A person at a survey, with the reply that they have sent."""

    visit: Visit
    module: Module
    reply: Reply | None

    @property
    def address(self) -> str:
        slug = self.visit.outline.course_slug
        return url_for("learning.module", slug=slug, module_slug=self.module.slug)

    @property
    def closed(self) -> bool:
        return self.reply is not None and not policies.may_change(self.reply, clock.now())

    def filled(self, given: Mapping[str, str]) -> list[Field]:
        return fields(page(self.module.digest).facts["questions"], given)


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what is no survey, or no course that the person may know of."""
    visit = learning.visit(slug, current_user.id)
    course_id = visit.outline.course_id
    known = visit.enrolled or learning_policies.may_see(course_id, current_user.agency_id)
    # the page may have been open while the survey got another name
    module = visit.outline.module(module_slug) or visit.outline.module(
        catalog.renamed(course_id, module_slug) or ""
    )
    if not known or module is None or module.kind != NAME:
        raise NotFound
    return _place(visit, module)


def _place(visit: Visit, module: Module) -> Place:
    return Place(visit, module, queries.reply(visit.enrolment_id or 0, module.slug))


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    place = _place(visit, module)
    said = queries.answers_of(place.reply.id) if place.reply else {}
    return render(place, place.filled({f"{PREFIX}{key}": str(it) for key, it in said.items()}))


def render(place: Place, filled: list[Field], refused: bool = False) -> str:
    return render_template(
        "evaluation/survey.html",
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
        body=page(place.module.digest).html,
        fields=filled,
        faults={it.name: it.fault for it in filled if it.fault} if refused else {},
        reply=place.reply,
        closed=place.closed,
        until=policies.changeable_until(place.reply) if place.reply else None,
        least=LEAST,
    )


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What a survey asks before it is done, and what has been reached of it."""
    text = say("Kirim jawaban “%(title)s”", title=facts["title"])
    return text, None if standing and standing.done_at else say("Belum dikirim")


KIND = Kind(NAME, say("Survei"), say("Isi survei"), demand, show)
