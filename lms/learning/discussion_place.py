"""Where in a discussion a person is, and whether they may be there."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Module
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.learning import policies, queries
from lms.learning.queries import Forum, Said, Visit
from lms.web.access import ensure

NAME = "discussion"
OUTSIDE = say(
    "Diskusi ini untuk peserta kursus dari instansi yang memakainya. Daftar dulu di kursus ini."
)


def anchor_of(said_id: int) -> str:
    return f"tanggapan-{said_id}"


@dataclass(frozen=True)
class Place:
    """A person at a discussion: the course, the module, and whether they lead it."""

    visit: Visit
    module: Module
    forum: Forum
    leads: bool

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.visit.outline.course_slug, "module_slug": self.module.slug}

    def address(self, anchor: str | None = None, page: int | None = None) -> str:
        """The module's own page; who leads without being in the course has another door to it."""
        endpoint = "learning.module" if self.visit.enrolled else "learning.discussion"
        return url_for(endpoint, **self.keys, page=page, _anchor=anchor)

    def thread_address(self, said: Said) -> str:
        anchor = anchor_of(said.id)
        return url_for("learning.thread", **self.keys, thread_id=said.top_id, _anchor=anchor)


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what the person may not know of, NotAllowed for what is not theirs."""
    visit = queries.visit(slug, current_user.id)
    course_id, agency_id = visit.outline.course_id, current_user.agency_id
    known = visit.outline.module(module_slug)
    now = None if known else catalog.renamed(course_id, module_slug)
    forum = queries.forum(course_id, now or module_slug, agency_id)
    leads = policies.may_lead(forum, current_user.id)
    if not (visit.enrolled or leads or policies.may_see(course_id, agency_id)):
        raise NotFound
    module = queries.ensure_module(visit, forum.module_slug)
    if module.kind != NAME:
        raise NotFound
    ensure(policies.may_read_discussion(visit, forum, leads), OUTSIDE)
    return Place(visit, module, forum, leads)
