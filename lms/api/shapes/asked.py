"""What a program may send, in an address or in a body; what is left out is not asked for."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

MOST = 500  # rows of one page
USUAL = 100
LATEST_YEAR = 2100

Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Position = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Limit = Annotated[int, Meta(ge=1, le=MOST)]
Cursor = Annotated[str, Meta(min_length=1, max_length=400, pattern=r"^[A-Za-z0-9_.-]+$")]
Code = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[ -~]+$")]
Slug = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[a-z0-9-]+$")]
Nip = Annotated[str, Meta(pattern=r"^[0-9]{18}$")]
Year = Annotated[int, Meta(ge=2000, le=LATEST_YEAR)]
Kind = Literal["pns", "cpns", "pppk", "pppk_paruh_waktu"]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """Every list comes in pages."""

    limit: Limit = USUAL
    cursor: Cursor | UnsetType = UNSET


class CompletionsAsked(Asked, frozen=True, forbid_unknown_fields=True):
    since: Position = 0
    completed_since: date | UnsetType = UNSET
    completed_until: date | UnsetType = UNSET
    unit: Code | UnsetType = UNSET
    course: Slug | UnsetType = UNSET
    form_code: Number | UnsetType = UNSET
    person: Number | UnsetType = UNSET


class PeopleAsked(Asked, frozen=True, forbid_unknown_fields=True):
    unit: Code | UnsetType = UNSET
    staff_kind: Kind | UnsetType = UNSET


class JpAsked(Asked, frozen=True, forbid_unknown_fields=True):
    year: Year | UnsetType = UNSET
    unit: Code | UnsetType = UNSET
    staff_kind: Kind | UnsetType = UNSET


class YearAsked(Struct, frozen=True, forbid_unknown_fields=True):
    year: Year | UnsetType = UNSET


class CertificatesAsked(Asked, frozen=True, forbid_unknown_fields=True):
    status: Literal["issued", "revoked", "reissued"] | UnsetType = UNSET
    year: Year | UnsetType = UNSET
    course: Slug | UnsetType = UNSET
    person: Number | UnsetType = UNSET


class PeopleSent(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers go in a body: addresses are written into logs on the way."""

    nips: Annotated[list[Nip], Meta(min_length=1, max_length=MOST)]


class EnrolmentSent(Struct, frozen=True, forbid_unknown_fields=True):
    """A number is a person's id, a text their NIP."""

    person: Number | Nip
    course: Slug
    run: Number | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
