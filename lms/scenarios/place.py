"""A person at a scenario."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Module, page
from lms.foundation.errors import NotFound
from lms.learning import policies as learning_policies
from lms.learning import queries as learning
from lms.learning.queries import Visit
from lms.scenarios import queries
from lms.scenarios.models import Walk
from lms.scenarios.way import Way, way_of

NAME = "scenario"


@dataclass
class Place:
    visit: Visit
    module: Module

    @property
    def enrolment_id(self) -> int:
        return self.visit.enrolment_id or 0

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.visit.outline.course_slug, "module_slug": self.module.slug}

    @property
    def address(self) -> str:
        return url_for("learning.module", **self.keys)

    @cached_property
    def walks(self) -> list[Walk]:
        course_id = self.visit.outline.course_id
        return list(queries.walks(self.enrolment_id, course_id, self.module.slug))

    @cached_property
    def moves(self) -> list[int | None]:
        return list(queries.moves(self.walks[-1].id)) if self.walks else []

    @cached_property
    def way(self) -> Way | None:
        """On the text that the latest walk was begun on; none before the first."""
        if not self.walks:
            return None
        return way_of(page(self.walks[-1].document_digest).facts, self.moves)


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what is no scenario, or no course that the person may know of."""
    visit = learning.visit(slug, current_user.id)
    course_id = visit.outline.course_id
    known = visit.enrolled or learning_policies.may_see(course_id, current_user.agency_id)
    # The page may have been open while the module got another name.
    renamed = catalog.renamed(course_id, module_slug) or ""
    module = visit.outline.module(module_slug) or visit.outline.module(renamed)
    if not known or module is None or module.kind != NAME:
        raise NotFound
    return Place(visit, module)
