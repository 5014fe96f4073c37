"""Numbers as an agency writes them: a pattern with placeholders, filled by plain replacement."""

import re
from dataclasses import dataclass
from datetime import date

from lms.foundation.language import Sentence, say

DEFAULT = "{seq:04}/{kode_klasifikasi}/{opd}/{bulan_romawi}/{tahun}"
LONGEST = 80
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SEQUENCE = re.compile(r"seq(?::0([1-9]))?")
NAMES = ("kode_klasifikasi", "opd", "bulan_romawi", "tahun")


@dataclass(frozen=True)
class Parts:
    """What stands in a number beside its place in the year."""

    classification: str
    office: str


def faults_of(pattern: str) -> list[Sentence]:
    """Why this pattern cannot number anything; nothing where it can."""
    names = PLACEHOLDER.findall(pattern)
    unknown = [name for name in names if name not in NAMES and not SEQUENCE.fullmatch(name)]
    if not 0 < len(pattern) <= LONGEST:
        return [say("Isi pola nomor, paling panjang %(max)d huruf.", max=LONGEST)]
    if unknown or re.search(r"[{}]", PLACEHOLDER.sub("", pattern)):
        return [
            say(
                "Pola memuat tanda yang tidak dikenal. Yang boleh dalam kurung kurawal: "
                "seq:04, kode_klasifikasi, opd, bulan_romawi, tahun."
            )
        ]
    if sum(bool(SEQUENCE.fullmatch(name)) for name in names) != 1 or "tahun" not in names:
        return [
            say(
                "Pola harus memuat nomor urut {seq:04} satu kali, dan {tahun}, sebab nomor urut "
                "dimulai lagi setiap tahun."
            )
        ]
    return []


def written(pattern: str, parts: Parts, sequence: int, day: date) -> str:
    """The number with this place in the year, issued on that day."""
    told = {
        "kode_klasifikasi": parts.classification,
        "opd": parts.office,
        "bulan_romawi": ROMAN[day.month - 1],
        "tahun": str(day.year),
    }

    def fill(found: re.Match[str]) -> str:
        counted = SEQUENCE.fullmatch(found[1])
        return f"{sequence:0{counted[1] or 1}d}" if counted else told[found[1]]

    return PLACEHOLDER.sub(fill, pattern)
