"""What narrows a list, as programs name it and as statements take it."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.catalog.models import Course
from lms.foundation.database import row
from lms.identity.models import StaffKind, Unit
from lms.identity.queries import Scope


@dataclass(frozen=True)
class Narrowed:
    unit_path: str = ""  # the unit and all below it
    staff_kind: StaffKind | None = None


def path_of_unit(scope: Scope, code: str) -> str | None:
    """Nothing for a unit outside the scope."""
    within = scope.clause(Unit.agency_id, Unit.path)
    found = row(select(Unit.path).where(Unit.code == code, within))
    return found.path if found else None


def id_of_course(slug: str) -> int | None:
    """Of any course: records outlive the right to take it."""
    found = row(select(Course.id).where(Course.slug == slug))
    return found.id if found else None
