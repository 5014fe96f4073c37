"""Laws that a text cites, in whichever of the usual ways: "UU 25/2009", "PP Nomor 11 Tahun 2017".

Each is told by one name, so that a course can list what it rests on, and be looked through when
one of them changes.
"""

import re
from dataclasses import dataclass

# By rank, the highest first: the name that we give, and how others write it.
RANKS: tuple[tuple[str, str], ...] = (
    ("UU", r"UU|Undang-Undang"),
    ("Perppu", r"Perp?pu|Peraturan Pemerintah Pengganti Undang-Undang"),
    ("PP", r"PP|Peraturan Pemerintah"),
    ("Perpres", r"Perpres|Peraturan Presiden"),
    ("Keppres", r"Keppres|Keputusan Presiden"),
    ("Inpres", r"Inpres|Instruksi Presiden"),
)
MINISTRIES = {
    "pendayagunaan aparatur negara dan reformasi birokrasi": "PermenPANRB",
    "panrb": "PermenPANRB",
    "pan-rb": "PermenPANRB",
    "pan rb": "PermenPANRB",
    "dalam negeri": "Permendagri",
    "keuangan": "PMK",
    "kesehatan": "Permenkes",
    "komunikasi dan informatika": "Permenkominfo",
}
AGENCIES = {
    "lembaga administrasi negara": "LAN",
    "badan kepegawaian negara": "BKN",
    "badan siber dan sandi negara": "BSSN",
    "arsip nasional republik indonesia": "ANRI",
    "komisi pemberantasan korupsi": "KPK",
    "ombudsman republik indonesia": "Ombudsman",
}
WORD = r"(?!Nomor\b|No\b|Tahun\b)[A-Z][A-Za-z-]{1,30}"
NAMES = rf"{WORD}(?:[ ]{WORD}|[ ]dan[ ]{WORD}){{0,8}}"
KINDS = "|".join(
    [
        *(rf"(?i:{said})" for _, said in RANKS),
        rf"(?:Permen|Kepmen)(?:[a-z]{{2,20}}|[ ]?{WORD})",  # Permendagri, PermenPANRB
        "PMK",
        rf"(?:Peraturan|Keputusan)[ ]Menteri[ ]{NAMES}",
        rf"(?:Perka|Peraturan[ ]Kepala)[ ]{NAMES}",
        r"Per(?:LAN|BKN|BSSN)",
        rf"(?:Perda|Pergub|Perbup|Perwali|Perwako)(?:[ ]{NAMES})?",
        rf"Peraturan[ ](?:Daerah|Gubernur|Bupati|Wali[ ]?[Kk]ota)(?:[ ]{NAMES})?",
        rf"Peraturan[ ]{NAMES}",
    ]
)
NUMBER = r"(?:(?:[Nn]omor|[Nn]o\.?)\s{1,3})?(?P<number>\d{1,4})"
YEAR = (
    r"(?:/(?:[A-Z][A-Z0-9.-]{0,15}/)?|\s{1,3}(?:[Tt]ahun|[Tt]hn?\.?)\s{1,3})(?P<year>(?:19|20)\d\d)"
)
ONE = (
    r"[Pp]asal\s{1,3}\d{1,4}[A-Z]?(?!\d)(?:\s{1,3}ayat\s{1,3}\(\d{1,3}[a-z]?\))?"
    r"(?:\s{1,3}huruf\s{1,3}[a-z]\b)?"
)
MORE = rf"(?:(?:,|,?\s{{1,3}}(?:dan|serta|atau|sampai|jo\.?))\s{{1,3}}{ONE}){{0,20}}"
ABOUT = r"(?:,?\s{1,3}tentang\s[^.;()\d\n]{1,150}?)?"
LAW = re.compile(
    rf"(?<![\w-])(?P<kind>{KINDS})\s{{1,3}}{NUMBER}{YEAR}(?!\d)"
    rf"(?:{ABOUT},?\s{{1,3}}\(?(?P<places>{ONE}{MORE}))?"
)
BASIC = re.compile(
    r"(?<!\w)(?:UUD|Undang-Undang Dasar)(?: Negara Republik Indonesia)?(?: Tahun)? 1945(?!\d)"
    rf"(?:,?\s{{1,3}}(?P<places>{ONE}{MORE}))?"
)
PLACE = re.compile(ONE)
MARKS = re.compile(r"[\s\xa0]+")
LOCAL = {"peraturan daerah": "Perda", "peraturan gubernur": "Pergub", "peraturan bupati": "Perbup"}


@dataclass(frozen=True)
class Law:
    """One law, by the name that we give it."""

    kind: str
    number: int  # 0 of the constitution
    year: int

    @property
    def name(self) -> str:
        which = f"{self.number}/{self.year}" if self.number else self.year
        return f"{self.kind} {which}"

    @property
    def rank(self) -> tuple[int, str, int, int]:
        order = ["UUD", *(short for short, _ in RANKS)]
        place = order.index(self.kind) if self.kind in order else len(order)
        return place, self.kind, self.year, self.number


CONSTITUTION = Law("UUD", 0, 1945)


@dataclass(frozen=True)
class Citation:
    law: Law
    places: tuple[str, ...] = ()  # "pasal 203 ayat (4)"


def citations(text: str) -> list[Citation]:
    """Every law that a text names, in the order in which it does."""
    found = [(each.start(), _citation(each)) for each in LAW.finditer(text)]
    found += [
        (each.start(), Citation(CONSTITUTION, _places(each["places"])))
        for each in BASIC.finditer(text)
    ]
    return [it for _, it in sorted(found, key=lambda pair: pair[0])]


def _citation(found: re.Match[str]) -> Citation:
    law = Law(_kind(found["kind"]), int(found["number"]), int(found["year"]))
    return Citation(law, _places(found["places"]))


def _places(written: str | None) -> tuple[str, ...]:
    told = (MARKS.sub(" ", each) for each in PLACE.findall(written or ""))
    return tuple(each[:1].lower() + each[1:] for each in told)


def _kind(written: str) -> str:
    """The one name of a kind of law."""
    words = MARKS.sub(" ", written)
    low = words.lower()
    for short, said in RANKS:
        if re.fullmatch(said, words, re.IGNORECASE):
            return short
    for begins in ("peraturan menteri ", "permen "):
        if low.startswith(begins):
            rest = low.removeprefix(begins)
            return MINISTRIES.get(rest, f"Peraturan Menteri {words[len(begins) :]}")
    if low.startswith("permen"):
        return MINISTRIES.get(low.removeprefix("permen"), words)
    return _of_agency(words, low)


def _of_agency(words: str, low: str) -> str:
    if low in {"perlan", "perbkn", "perbssn"}:
        return f"Peraturan {words[3:]}"
    for begins in ("peraturan kepala ", "perka ", "peraturan "):
        name = low.removeprefix(begins)
        if name != low and name in AGENCIES:
            return f"Peraturan {AGENCIES[name]}"
        if name != low and begins != "peraturan ":
            return f"Peraturan {words[len(begins) :]}"
    return LOCAL.get(low, words)
