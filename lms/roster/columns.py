"""The columns of a roster: ours, and the names under which SIASN's own files bring them.

SIASN's names are taken from files that are passed around, not from a specification
(docs/petugas/impor-pegawai.md says which); whoever has others maps them by hand, once.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.foundation.text import folded


class Field(StrEnum):
    """What we take from a row; the value is our own name of the column."""

    NIP = "nip"
    OLD_NIP = "nip_sebelumnya"
    NAME = "nama"
    FRONT = "gelar_depan"
    BACK = "gelar_belakang"
    EMAIL = "surel"
    STAFF = "jenis_pegawai"
    RANK = "golongan"
    POST = "jabatan"
    POST_KIND = "jenis_jabatan"
    ECHELON = "eselon"
    UNIT_CODE = "kode_unit"
    UNIT = "unit"
    PARENT = "unit_induk"
    STATUS = "kedudukan_hukum"
    SINCE = "tmt"
    CONTRACT = "mulai_kontrak"


LABELS: dict[Field, Sentence] = {
    Field.NIP: say("NIP atau NI PPPK"),
    Field.OLD_NIP: say("NIP sebelumnya, bila berganti"),
    Field.NAME: say("Nama"),
    Field.FRONT: say("Gelar depan"),
    Field.BACK: say("Gelar belakang"),
    Field.EMAIL: say("Surel"),
    Field.STAFF: say("Jenis pegawai"),
    Field.RANK: say("Golongan"),
    Field.POST: say("Jabatan"),
    Field.POST_KIND: say("Jenis jabatan"),
    Field.ECHELON: say("Eselon"),
    Field.UNIT_CODE: say("Kode unit"),
    Field.UNIT: say("Unit kerja"),
    Field.PARENT: say("Unit induk"),
    Field.STATUS: say("Kedudukan hukum"),
    Field.SINCE: say("Terhitung mulai tanggal (TMT)"),
    Field.CONTRACT: say("Mulai kontrak PPPK"),
}
# Besides our own name, the best first: a file may have both of two.
ALSO: dict[Field, tuple[str, ...]] = {
    Field.NIP: ("nip baru", "nip/ni pppk", "nomor induk pegawai"),
    Field.NAME: ("nama pegawai", "nama lengkap"),
    Field.EMAIL: ("email gov", "email", "e mail"),
    Field.STAFF: ("jenis pegawai nama", "status cpns pns", "status kepegawaian"),
    Field.RANK: (
        "gol akhir nama",
        "gol. akhir nama",
        "golongan akhir",
        "golongan nama",
        "gol ruang",
    ),
    Field.POST: ("jabatan nama", "nama jabatan"),
    Field.POST_KIND: ("jenis jabatan nama",),
    Field.ECHELON: ("eselon nama", "eselon akhir"),
    Field.UNIT_CODE: ("unor id",),
    Field.UNIT: ("unor nama", "unit kerja", "nama unor", "unit organisasi"),
    Field.PARENT: ("unor induk nama", "opd", "unor induk"),
    Field.STATUS: ("kedudukan hukum nama",),
    Field.SINCE: ("tmt jabatan", "tmt unor"),
    Field.CONTRACT: ("tmt kontrak", "tmt awal kontrak"),
}
REASON = "alasan"  # the column that a file of bad rows has more; it is passed over when it returns
NAMES: dict[str, tuple[Field, int]] = {
    name: (field, place)
    for field in Field
    for place, name in enumerate((field.replace("_", " "), *ALSO.get(field, ())))
}


def told(name: str) -> str:
    """The name of a column as it is compared."""
    return " ".join(folded(name).replace("_", " ").split())


def known_names(cells: Sequence[str]) -> int:
    """How many of these cells are names of columns that we know."""
    return sum(told(cell) in NAMES for cell in cells)


def guessed(names: Sequence[str], remembered: Mapping[str, str]) -> dict[Field, int]:
    """Which column holds what: as somebody said before, else by the names that we know.

    Raises Invalid where two columns of one name would do.
    """
    found: dict[Field, tuple[int, int]] = {}
    for place, name in enumerate(names):
        key = told(name)
        field, worth = NAMES.get(key, (None, 0))
        if key in remembered:
            field, worth = (Field(remembered[key]) if remembered[key] else None), -1
        if field is None:
            continue
        if field in found and told(names[found[field][1]]) == key:
            raise Invalid(_twice(name), {"file": _twice(name)})
        if field not in found or worth < found[field][0]:
            found[field] = (worth, place)
    return {field: place for field, (_, place) in found.items()}


def _twice(name: str) -> Sentence:
    return say("Kolom %(name)s ada dua kali. Hapus salah satu, lalu kirim lagi.", name=name)


def is_enough(columns: Mapping[Field, int]) -> bool:
    """Whether rows can be told apart and say something."""
    return Field.NIP in columns and len(columns) > 1
