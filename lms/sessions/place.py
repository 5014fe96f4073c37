"""A person at a meeting, as somebody in the course or as somebody who leads it."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Module, Outline, page
from lms.catalog.models import Course
from lms.foundation.errors import NotFound
from lms.identity.queries import Scope
from lms.learning import policies as learning_policies
from lms.learning import queries as learning
from lms.learning.queries import Visit
from lms.sessions.code import Lock
from lms.sessions.meeting import Meeting

NAME = "session"


@dataclass(frozen=True)
class Place:
    visit: Visit
    module: Module
    meeting: Meeting

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.visit.outline.course_slug, "module_slug": self.module.slug}

    @property
    def address(self) -> str:
        return url_for("learning.module", **self.keys)


def place_of(visit: Visit, module: Module) -> Place:
    return Place(visit, module, Meeting.of(page(module.digest).facts))


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what is no meeting, or no course that the person may know of."""
    visit = learning.visit(slug, current_user.id)
    course_id = visit.outline.course_id
    known = visit.enrolled or learning_policies.may_see(course_id, current_user.agency_id)
    module = _meeting(visit.outline, module_slug)
    if not known or module is None:
        raise NotFound
    return place_of(visit, module)


def _meeting(outline: Outline, slug: str) -> Module | None:
    """Under its present name or one that it had when the page was opened, or the code shown."""
    renamed = catalog.renamed(outline.course_id, slug) or ""
    module = outline.module(slug) or outline.module(renamed)
    return module if module and module.kind == NAME else None


@dataclass(frozen=True)
class Desk:
    """A meeting at the desk of somebody who leads its course."""

    course: Course
    module: Module
    meeting: Meeting

    @property
    def scope(self) -> Scope:
        """People of the agency that owns the course, by whose grant it is led."""
        return Scope(agencies=frozenset({self.course.agency_id}))

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.course.slug, "module_slug": self.module.slug}


def find_desk(slug: str, module_slug: str) -> Desk:
    """Raises NotFound for a course of which the person may not know, and for what is no meeting."""
    course = learning.known_course(slug, current_user.id, current_user.agency_id)
    module = _meeting(catalog.current(course), module_slug)
    if module is None:
        raise NotFound
    return Desk(course, module, Meeting.of(page(module.digest).facts))


def lock_of(course_id: int, slug: str) -> Lock:
    return Lock.of(str(current_app.secret_key), course_id, slug)
