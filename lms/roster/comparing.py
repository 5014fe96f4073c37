"""A row beside the person whom it is about."""

from dataclasses import dataclass
from datetime import date

from lms.foundation.language import Said, say
from lms.identity.models import StaffKind
from lms.roster.known import Known, Roster
from lms.roster.models import Kind
from lms.roster.offices import Place
from lms.roster.values import Row

FIRST_PPPK = 21  # digits 13 and 14 of the number of whoever has a contract


@dataclass(slots=True)
class Change:
    """What becomes of one row."""

    row: int
    kind: Kind
    nip: str = ""
    known: Known | None = None
    name: str = ""
    email: str | None = None
    staff: StaffKind | None = None
    contract: date | None = None
    placed: bool = False
    unit: Place = Place()  # noqa: RUF009  it never changes
    post: Place = Place()  # noqa: RUF009
    rank: str = ""
    since: date | None = None
    reasons: tuple[Said, ...] = ()


def whose(row: Row, roster: Roster) -> tuple[Known | None, list[Said]]:
    """Who the row is about, by the number of today or by the one before."""
    known, before = roster.people.get(row.nip), roster.people.get(row.old_nip)
    if known and known.nip != row.nip:
        return None, [say("NIP ini sudah diganti. Tulis NIP yang sekarang.")]
    if not row.old_nip:
        return known, []
    if known and before and known.id != before.id:
        return None, [say("NIP dan NIP sebelumnya terdaftar atas nama dua orang.")]
    if known or before:
        return known or before, []
    return None, [say("NIP sebelumnya tidak terdaftar.")]


def facts(row: Row, known: Known) -> Change:
    """What the row says of the person, and of the rest what is known."""
    return Change(
        row.number,
        Kind.UNCHANGED,
        row.nip,
        known,
        name=row.name or known.name,
        email=row.email or known.email,
        staff=row.staff or known.staff,
        contract=row.contract or known.contract,
    )


def guarded(row: Row, known: Known) -> list[Said]:
    """An address opens the account by letter: nobody takes a role by changing one."""
    if known.holds_beyond and row.email and row.email != known.email:
        text = say("Orang ini memegang peran. Surelnya hanya diubah lewat administrator.")
        return [text]
    return []


def differs(known: Known, change: Change) -> bool:
    now = (known.nip, known.name, known.email, known.staff, known.contract)
    told = (change.nip, change.name, change.email, change.staff, change.contract)
    return now != told


def kind(known: Known, change: Change) -> Kind:
    if change.nip != known.nip:
        return Kind.RENUMBERED
    if change.placed:
        return Kind.PLACED
    return Kind.CORRECTED if differs(known, change) else Kind.UNCHANGED


def judged(change: Change, faults: list[Said]) -> Change:
    if faults:
        return Change(change.row, Kind.BAD, change.nip, change.known, reasons=tuple(faults))
    return change


def by_number(nip: str) -> StaffKind:
    return StaffKind.PPPK if int(nip[12:14]) >= FIRST_PPPK else StaffKind.PNS
