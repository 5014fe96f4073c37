"""How a person and a place are named on the command line."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.identity import nip as nips
from lms.identity import queries
from lms.identity.models import Agency, Person, Unit

Command = TypeVar("Command", bound=Callable[..., Any])
DAY = click.DateTime(["%Y-%m-%d"])
NIP = click.argument("nip")


def PLACE(command: Command) -> Command:  # noqa: N802  read as the options it stands for
    """Where a role holds: `--unit`, else `--agency`, else the only agency there is."""
    unit = click.option(
        "--unit", "unit_code", help="Code of the unit; the role holds there and below."
    )
    agency = click.option("--agency", "code", help="Code of the agency in which the role holds.")
    return agency(unit(command))


def person_by_nip(nip: str) -> Person:
    found = queries.person_by_nip(nips.normalise(nip))
    if found is None:
        raise NotFound(say("NIP ini belum terdaftar. Daftarkan dulu: lms people add"))
    return found


def _unit(code: str) -> Unit:
    found = db.session.scalar(select(Unit).where(Unit.code == code))
    if found is None:
        raise NotFound(say("Tidak ada unit dengan kode %(code)s.", code=code))
    return found


def agency_by(code: str | None) -> int:
    """The agency that is named, or the only one there is."""
    found = db.session.execute(select(Agency.code, Agency.id).order_by(Agency.code)).all()
    known: dict[str, int] = {row.code: row.id for row in found}
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code not in known:
        codes = ", ".join(known) or "–"
        raise Invalid(say("Sebutkan --agency, salah satu dari: %(codes)s", codes=codes))
    return known[code]


def place_of(code: str | None, unit_code: str | None) -> tuple[int, int | None]:
    """The agency and, where one is named, the unit."""
    unit = _unit(unit_code) if unit_code else None
    return (unit.agency_id, unit.id) if unit else (agency_by(code), None)
