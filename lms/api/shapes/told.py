"""What else a program is told: people and courses, what was done for it, and why it was refused."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from lms.api.shapes.asked import Kind


class Unit(Struct, frozen=True):
    id: int
    code: str
    name: str
    parent_id: int | None
    agency_code: str


class UnitPage(Struct, frozen=True):
    items: list[Unit]
    next: str | None


class Person(Struct, frozen=True):
    id: int
    nip: str
    name: str
    staff_kind: Kind
    active: bool
    unit_code: str
    unit_name: str
    post: str
    rank_group: str
    placed_on: date


class PersonPage(Struct, frozen=True):
    items: list[Person]
    next: str | None


class PersonList(Struct, frozen=True):
    """Those of the numbers that are in the agency; the others are left out."""

    items: list[Person]


class Course(Struct, frozen=True):
    slug: str
    title: str
    summary: str
    theme: str
    language: str
    jp: int
    form_code: int
    agency_code: str


class CoursePage(Struct, frozen=True):
    items: list[Course]
    next: str | None


class Run(Struct, frozen=True):
    number: int
    name: str
    self_paced: bool
    opens_on: date
    closes_on: date | None
    enrol_until: date | None
    places: int | None
    places_left: int | None


class CourseRuns(Course, frozen=True):
    runs: list[Run]


class Enrolment(Struct, frozen=True):
    id: int
    person_id: int
    course: str
    run: int
    state: Literal["active", "completed", "withdrawn"]
    enrolled_at: datetime
    due_on: date | None
    created: bool


class Fault(Struct, frozen=True, omit_defaults=True):
    detail: str
    pointer: str = ""
    parameter: str = ""


class ProblemDetails(Struct, frozen=True, omit_defaults=True):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []
    reference: str = ""
