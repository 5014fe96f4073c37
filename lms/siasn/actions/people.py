"""By which identifiers SIASN knows people: from a file of officers, or asked there by NIP."""

import csv
import re
from dataclasses import dataclass
from io import StringIO

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db, rows
from lms.foundation.errors import Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.identity.models import Person
from lms.records.models import Completion
from lms.siasn.models import SiasnPerson

PEOPLE_JOB = "siasn.people"
MOST, MOST_ASKED = 100_000, 5000
SHOWN = 50  # lines that are told with their reason
NIPS, IDS = ("nip", "nipbaru"), ("pnsorangid", "orangid", "idpns", "id")
_ID = re.compile(r"[\w-]{8,64}")
_NIP = re.compile(r"[0-9]{18}")


@dataclass(frozen=True)
class Brought:
    """How many identifiers a file brought, and which of its lines did not."""

    new: int
    same: int
    faults: list[tuple[int, Sentence]]
    left: int  # of the lines with a fault, how many more there are


def bring(agency_id: int, text: str, by: int) -> Brought:
    """Take what the file says of people in the register of the agency; the rest is told.

    Raises Invalid where it is no such file.
    """
    given = _read(text)
    found = select(Person.nip, Person.id).where(
        Person.id.in_(select(Completion.person_id).where(Completion.agency_id == agency_id))
    )
    people = {each.nip: each.id for each in rows(found)}
    known = {each.person_id: each for each in db.session.scalars(select(SiasnPerson))}
    owners = {each.orang_id: each.person_id for each in known.values()}
    new, same, faults = 0, 0, []
    for line, nip, orang_id in given:
        if fault := _fault(nip, orang_id, people, owners):
            faults.append((line, fault))
            continue
        person_id = people[nip]
        held = known.get(person_id)
        if held and held.orang_id == orang_id:
            same += 1
            continue
        new += 1
        if held:
            owners.pop(held.orang_id, None)
        known[person_id] = note_person(agency_id, person_id, orang_id, "file")
        owners[orang_id] = person_id
    audit("brought", "siasn-people", agency_id, actor_id=by, agency_id=agency_id, many=new)
    return Brought(new, same, faults[:SHOWN], max(0, len(faults) - SHOWN))


def note_person(agency_id: int, person_id: int, orang_id: str, source: str) -> SiasnPerson:
    found = db.session.get(SiasnPerson, person_id) or SiasnPerson(person_id=person_id)
    found.agency_id, found.orang_id, found.source = agency_id, orang_id, source
    found.at = clock.now()
    db.session.add(found)
    db.session.flush()
    return found


def ask_for_people(agency_id: int, by: int) -> None:
    enqueue(PEOPLE_JOB, agency_id=agency_id)
    audit("asked", "siasn-people", agency_id, actor_id=by, agency_id=agency_id)


def _fault(
    nip: str, orang_id: str, people: dict[str, int], owners: dict[str, int]
) -> Sentence | None:
    if not _NIP.fullmatch(nip):
        return say("NIP bukan 18 angka. Simpan kolomnya sebagai teks.")
    if nip not in people:
        return say("NIP ini tidak ada dalam register instansi Anda.")
    if not _ID.fullmatch(orang_id):
        return say("pnsOrangId kosong atau bukan kode dari SIASN.")
    if owners.get(orang_id, people[nip]) != people[nip]:
        return say("pnsOrangId ini sudah milik pegawai lain.")
    return None


def _read(text: str) -> list[tuple[int, str, str]]:
    """Line, NIP and identifier; commas, semicolons or tabs between them."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    between = max(";\t,", key=head.count)
    try:
        reader = csv.reader(StringIO(text), delimiter=between, strict=True)
        names = [_plain(each) for each in next(reader, [])]
        nip, orang_id = _column(names, NIPS), _column(names, IDS)
        return [
            (reader.line_num, _cell(cells, nip).replace(" ", "").strip("'"), _cell(cells, orang_id))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ][:MOST]
    except csv.Error:
        raise Invalid(NO_FILE, {"file": NO_FILE}) from None


NO_FILE = say("Berkas ini tidak terbaca sebagai CSV dengan kolom nip dan pnsOrangId.")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _column(names: list[str], known: tuple[str, ...]) -> int:
    found = next((names.index(each) for each in known if each in names), None)
    if found is None:
        raise Invalid(NO_FILE, {"file": NO_FILE})
    return found


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
