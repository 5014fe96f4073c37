"""NIP and NI PPPK: 18 digits by the published structure.

PNS: birth YYYYMMDD, appointment YYYYMM, sex 1|2, serial. PPPK: birth, year of appointment, two
digits of contract (21 and above), sex, serial. There is no check digit; numbers that break the
structure exist in old rosters, so they are warned about and never blocked.
"""

import re
from datetime import date

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

LENGTH = 18
FIRST_PPPK_YEAR = 2019
YOUNGEST = 17  # years at the first appointment


def normalise(typed: str) -> str:
    """The 18 digits of what was typed or pasted; raises Invalid with the reason on `nip`."""
    text = typed.strip().lstrip("'")
    if re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", text):
        raise _wrong(
            say(
                "Angka ini sudah diubah oleh lembar kerja menjadi bentuk 1,99E+17 sehingga "
                "digitnya hilang. Ubah kolom NIP menjadi Teks, lalu salin lagi NIP aslinya."
            )
        )
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits.isascii() or not digits.isdigit():
        raise _wrong(say("NIP hanya berisi angka. Periksa huruf atau tanda yang ikut terketik."))
    if len(digits) != LENGTH:
        raise _wrong(
            say("NIP terdiri atas 18 angka, yang diketik %(count)d angka.", count=len(digits))
        )
    return digits


def warnings(nip: str, today: date) -> list[Sentence]:
    """What looks wrong in a number of 18 digits; old data may rightly have it."""
    found = []
    born = _day(nip[:8])
    if born is None or born > today:
        found.append(say("Delapan angka pertama NIP bukan tanggal lahir."))
    if nip[14] not in "12":
        found.append(say("Angka ke-15 NIP seharusnya 1 atau 2."))
    if born and not _appointment_fits(nip, born, today):
        found.append(say("Tahun atau bulan pengangkatan pada NIP tidak wajar."))
    if nip.endswith("000"):
        found.append(say("NIP berakhir 000; mungkin lembar kerja membulatkan angka terakhirnya."))
    return found


def masked(nip: str) -> str:
    """1991•••••004: enough to tell two people apart, not enough to sign in with."""
    return f"{nip[:4]}•••••{nip[-3:]}"


def _appointment_fits(nip: str, born: date, today: date) -> bool:
    year, part = int(nip[8:12]), int(nip[12:14])
    if 1 <= part <= 12:
        appointed = year * 12 + part
        old_enough = appointed - (born.year * 12 + born.month) >= YOUNGEST * 12
        return old_enough and appointed - (today.year * 12 + today.month) <= 1
    return part > 20 and FIRST_PPPK_YEAR <= year <= today.year


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _wrong(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"nip": sentence})
