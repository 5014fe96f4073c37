"""Records as a program is told them. Moments carry their offset, decimals are texts."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from lms.api.shapes.asked import Kind

Decimals = Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]{2}$")]


class Completion(Struct, frozen=True):
    """The columns of the register's export, in their order."""

    position: int
    completion_id: UUID
    agency_code: str
    nip: str
    name: str
    unit_code: str
    unit_name: str
    post: str
    rank_group: str
    staff_kind: str
    course_slug: str
    course_title: str
    theme: str
    run: str
    provider: str
    revision: int
    form_code: int
    jp: int
    score: Decimals | None
    started_at: datetime
    completed_at: datetime
    certificate_number: str | None
    certificate_status: str | None
    recorded_by: str
    legal_basis: str
    replaces: UUID | None


class CompletionPage(Struct, frozen=True):
    """`position` is what the next pull names as `since`."""

    items: list[Completion]
    next: str | None
    position: int


class Certificate(Struct, frozen=True):
    id: UUID
    number: str
    code: str
    address: str
    status: Literal["issued", "revoked", "reissued"]
    status_at: datetime
    issued_at: datetime
    issued_on: date
    agency_code: str
    completion_id: UUID
    person_id: int
    nip: str
    name: str
    course_slug: str
    course_title: str
    jp: int
    replaces: UUID | None


class CertificatePage(Struct, frozen=True):
    items: list[Certificate]
    next: str | None


class Jp(Struct, frozen=True):
    """A year's sum; PPPK count by the year of their contract."""

    person_id: int
    nip: str
    name: str
    staff_kind: Kind
    unit_name: str
    since: date
    until: date
    credited: int
    floor: int | None
    ceiling: int | None
    missing: int
    beyond: int


class JpPage(Struct, frozen=True):
    items: list[Jp]
    next: str | None


class JpForm(Struct, frozen=True):
    form_code: int
    name: str
    jp: int
    legal_basis: str


class JpYear(Struct, frozen=True):
    """One person's year, with what it is made of."""

    person_id: int
    since: date
    until: date
    credited: int
    floor: int | None
    ceiling: int | None
    missing: int
    beyond: int
    legal_basis: str
    by_form: list[JpForm]
