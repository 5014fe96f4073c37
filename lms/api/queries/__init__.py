"""Which program asks, and what it may be told."""

from lms.api.queries.courses import (
    list_jp,
    open_course,
    open_courses,
    run_numbered,
    runs_of,
    takes_people,
)
from lms.api.queries.narrowing import Narrowed, id_of_course, path_of_unit
from lms.api.queries.people import list_people, list_units, people_numbered, person_in, unit_in
from lms.api.queries.records import (
    certificate_in,
    completion_in,
    list_certificates,
    list_completions,
)
from lms.api.queries.tokens import Bearer, bearer, list_tokens, token

__all__ = [
    "Bearer",
    "Narrowed",
    "bearer",
    "certificate_in",
    "completion_in",
    "id_of_course",
    "list_certificates",
    "list_completions",
    "list_jp",
    "list_people",
    "list_tokens",
    "list_units",
    "open_course",
    "open_courses",
    "path_of_unit",
    "people_numbered",
    "person_in",
    "run_numbered",
    "runs_of",
    "takes_people",
    "token",
    "unit_in",
]
