"""Rosters as files, and an officer who brings them."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from sqlalchemy import select

from essays import Reader
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import work_once
from lms.identity import queries as identity
from lms.identity.models import Membership, NipHistory, Person, Unit
from lms.roster import folder, working
from lms.roster.actions import Sent, begin
from lms.roster.models import ImportState, RosterImport

HEAD = "nip;nama;surel;golongan;jabatan;jenis_jabatan;unit;kedudukan_hukum;tmt"
TEDI = "199501052020121003"
TUTI = "199603072021122004"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def workbook(*rows: list[object]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new book has a sheet
    book.save(file)
    return file.getvalue()


def send(officer: Reader, content: bytes, agency_id: int, **more: object) -> str:
    """Send a file, and let a worker read it; answers the address of its page."""
    given = {"file": (BytesIO(content), "pegawai.csv"), "agency": agency_id, "day": "2026-06-01"}
    answer = officer.post("/roster", **(given | more))
    assert answer.status_code == 302, answer.text
    assert work_once()
    return str(answer.headers["Location"])


def press(officer: Reader, page: str, act: str) -> None:
    answer = officer.post(f"{page}/{act}")
    assert answer.status_code == 302, answer.text
    assert work_once()


def bring_rosters(person_id: int, agency_id: int) -> tuple[str, ...]:
    """Inside an open transaction: one that waits, one whose columns must be told, one done."""
    row = f"{TEDI};Tedi Kurnia;tedi@contoh.go.id;III/a;Analis Arsip;fungsional;Bidang Arsip;Aktif;"
    bad = "1,99E+17;Siapa;;;;;;;"
    done = _drafted(person_id, agency_id, table(row.replace("Arsip", "Data")), create=True)
    done.state = ImportState.KEEPING
    working.keep(done)
    mixed = table(row.replace(TEDI, TUTI), bad, row.replace("Tedi", "Toni"))
    waits = _drafted(person_id, agency_id, mixed, create=True)
    asks = _drafted(person_id, agency_id, table(row, head="a;b;c;d;e;f;g;h;i"), create=False)
    return tuple(f"/roster/imports/{it.id}" for it in (waits, asks, done))


def _drafted(person_id: int, agency_id: int, content: bytes, *, create: bool) -> RosterImport:
    sent, day = Sent("pegawai-november.csv", folder.put(content)), clock.today()
    found = begin(sent, agency_id=agency_id, by=person_id, day=day, create=create, now=False)
    working.read(found)
    return found


def known(nip: str) -> Person:
    db.session.remove()
    found = identity.person_by_nip(nip)
    assert found
    return found


def places(nip: str) -> list[tuple[str, str, date, date | None]]:
    """From the first to the last."""
    told = identity.history(known(nip).id)
    return [(it.name, it.rank_group, it.since, it.until) for it in reversed(told)]


def everything() -> list[object]:
    """All that an import may change of anybody."""
    db.session.remove()
    facts = (Person.nip, Person.name, Person.email, Person.active, Person.staff_kind)
    stays = (Membership.person_id, Membership.unit_id, Membership.since, Membership.until)
    return [
        *db.session.execute(select(*facts).order_by(Person.id)),
        *db.session.execute(select(*stays).order_by(Membership.person_id, Membership.since)),
        *db.session.execute(select(NipHistory.nip)),
        *db.session.execute(select(Unit.name).order_by(Unit.name)),
    ]
