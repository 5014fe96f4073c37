"""Whether a record is at SIASN already: the same person, certificate number and day."""

import re
from collections.abc import Sequence

from lms.siasn.answers import Fields, Held, Kind

NAMES = {
    Kind.COURSE: ("nomorSertipikat", "tanggalKursus"),
    Kind.STRUCTURAL: ("nomor", "tanggal"),
}
_NOT_KEY = re.compile(r"[\W_]+")


def alike(kind: Kind, fields: Fields, held: Sequence[Held]) -> list[Held]:
    """Those of the same person and number; spaces, case and signs do not tell numbers apart."""
    number, orang_id = key(str(fields[NAMES[kind][0]])), fields["pnsOrangId"]
    return [each for each in held if key(each.number) == number and each.orang_id in {"", orang_id}]


def same(kind: Kind, fields: Fields, among: Sequence[Held]) -> Held | None:
    """The one of the same day too."""
    day = fields[NAMES[kind][1]]
    return next((each for each in among if each.id and _day(each.day) == day), None)


def key(number: str) -> str:
    return _NOT_KEY.sub("", number).casefold()


def _day(told: str) -> str:
    """As dd-mm-yyyy, also where it was told the other way round."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", told)
    return "-".join(reversed(found.groups())) if found else told[:10]
