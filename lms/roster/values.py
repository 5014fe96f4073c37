"""What stands in the cells of one row, or every reason why it cannot be taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lms.foundation.errors import Invalid
from lms.foundation.language import Said, say
from lms.foundation.text import folded
from lms.identity.models import PostLevel, StaffKind
from lms.identity.queries import normalise
from lms.roster.columns import Field
from lms.roster.vocabulary import ECHELONS, GONE, IN_SERVICE, LETTERS, LEVELS, STAFF

LONGEST = 200  # letters of a cell that we take
RANK = re.compile(r"\b(IV|III|II|I)\s*/\s*([A-E])\b", re.IGNORECASE)
ROMAN = re.compile(r"(X{0,1}(IX|IV|V?I{0,3}))", re.IGNORECASE)  # of PPPK, I to XVII
DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b"),
)
SERIAL = re.compile(r"[2-6]\d{4}")  # a day as spreadsheets count it, from 1954 to 2064 or so
MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the file tells them; what is empty says nothing."""

    number: int
    nip: str = ""
    old_nip: str = ""
    name: str = ""
    email: str = ""
    staff: StaffKind | None = None
    rank: str = ""
    post: str = ""
    level: PostLevel | None = None
    unit_code: str = ""
    unit: str = ""
    parent: str = ""
    gone: bool | None = None
    since: date | None = None
    contract: date | None = None
    faults: tuple[Said, ...] = ()


def row_of(number: int, cells: Sequence[str], columns: Mapping[Field, int]) -> Row:
    """Every fault of the row at once, so that it is mended at once."""
    given = {field: cells[at] for field, at in columns.items() if at < len(cells)}
    faults: list[Said] = []
    if any(len(cell) > LONGEST for cell in given.values()):
        long = say("Isi satu sel lebih dari %(count)d huruf.", count=LONGEST)
        return Row(number, faults=(long,))
    row = Row(
        number,
        nip=_number(given.get(Field.NIP, ""), faults),
        old_nip=_number(given.get(Field.OLD_NIP, ""), faults, needed=False),
        name=_name(given, faults),
        email=_mail(given.get(Field.EMAIL, ""), faults),
        staff=_staff(given.get(Field.STAFF, ""), faults),
        rank=_rank(given.get(Field.RANK, ""), faults),
        post=given.get(Field.POST, ""),
        level=_level(given.get(Field.POST_KIND, ""), given.get(Field.ECHELON, "")),
        unit_code=given.get(Field.UNIT_CODE, ""),
        unit=given.get(Field.UNIT, ""),
        parent=given.get(Field.PARENT, ""),
        gone=_gone(given.get(Field.STATUS, ""), faults),
        since=_day(given.get(Field.SINCE, ""), faults),
        contract=_day(given.get(Field.CONTRACT, ""), faults),
    )
    return replace(row, faults=tuple(faults))


def _number(typed: str, faults: list[Said], *, needed: bool = True) -> str:
    if not typed:
        if needed:
            faults.append(say("NIP kosong."))
        return ""
    try:
        found = normalise(typed)
    except Invalid as refusal:
        faults.append(refusal.sentence)
        return ""
    if found.endswith("000"):
        faults.append(
            say(
                "NIP berakhir 000: lembar kerja telah membulatkan angka terakhirnya. "
                "Ubah kolom NIP menjadi Teks, lalu isi lagi NIP aslinya."
            )
        )
    return found


def _name(given: Mapping[Field, str], faults: list[Said]) -> str:
    name = given.get(Field.NAME, "")
    if name and not any(letter.isalpha() for letter in name):
        faults.append(say("Nama tidak berisi huruf."))
    front, back = given.get(Field.FRONT, ""), given.get(Field.BACK, "")
    front, back = (it if it.strip("-. ") else "" for it in (front, back))
    whole = f"{front} {name}".strip() if front and not name.startswith(front) else name
    return f"{whole}, {back}" if name and back and back not in name else whole if name else ""


def _mail(typed: str, faults: list[Said]) -> str:
    if not typed or typed == "-":
        return ""
    if not MAIL.fullmatch(typed):
        faults.append(say("Alamat surel “%(typed)s” tidak lengkap.", typed=typed[:60]))
    return typed


def _staff(typed: str, faults: list[Said]) -> StaffKind | None:
    if not typed:
        return None
    plain = folded(typed).replace("_", " ")
    known = LETTERS.get(plain) or next((kind for word, kind in STAFF if word in plain), None)
    if known is None:
        faults.append(say("Jenis pegawai “%(typed)s” tidak dikenal.", typed=typed[:60]))
    return known


def _rank(typed: str, faults: list[Said]) -> str:
    if not typed or typed == "-":
        return ""
    found = RANK.search(typed)
    if found:
        return f"{found[1].upper()}/{found[2].lower()}"
    if not ROMAN.fullmatch(typed):
        faults.append(
            say(
                "Golongan “%(typed)s” tidak dikenal; tulis seperti III/c atau IX.", typed=typed[:60]
            )
        )
    return typed.upper()


def _level(kind: str, echelon: str) -> PostLevel | None:
    grade = folded(echelon).replace("/", ".").split(".")[0].strip()
    if grade in ECHELONS:
        return ECHELONS[grade]
    plain = folded(kind).replace("_", " ")
    return next((level for word, level in LEVELS if word in plain), None)


def _gone(typed: str, faults: list[Said]) -> bool | None:
    plain = folded(typed)
    if not plain or plain == "-":
        return None
    if plain.startswith(IN_SERVICE):
        return False
    if plain.startswith(GONE):
        return True
    faults.append(say("Kedudukan hukum “%(typed)s” tidak dikenal.", typed=typed[:60]))
    return None


def _day(typed: str, faults: list[Said]) -> date | None:
    if not typed or typed == "-":
        return None
    if SERIAL.fullmatch(typed):
        return date(1899, 12, 30) + timedelta(days=int(typed))
    for form in DAYS:
        if (found := form.match(typed)) and (day := _of(found)):
            return day
    faults.append(
        say("Tanggal “%(typed)s” tidak terbaca; tulis seperti 31-12-2026.", typed=typed[:60])
    )
    return None


def _of(found: re.Match[str]) -> date | None:
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    return day if 1950 <= day.year <= 2100 else None
