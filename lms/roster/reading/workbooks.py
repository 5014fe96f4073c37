"""XLSX, row by row, from people whom nobody knows: sizes are looked at before anything is unpacked.

openpyxl reads it with defusedxml, which refuses entities. What its streaming does not show, merged
cells, is looked for in the sheet itself: they leave cells empty that people see filled.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.foundation.language import say
from lms.foundation.zips import BROKEN, PACKINGS
from lms.roster.reading.faults import unreadable

UNPACKED = 256 * 2**20  # bytes of all parts together
LAST_ROW = 1_048_576  # of any spreadsheet; a file may claim more, and would be read for ever
WIDTH = 101  # one more than is taken, so that too many are seen
KEPT_EXACTLY = 10**15  # above it a spreadsheet's number has lost digits
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
CHUNK = 2**20
# What a workbook that is broken or made to do harm lets the library raise.
SPOILT = (
    *BROKEN,
    ParseError,
    DefusedXmlException,
    InvalidFileException,
    AttributeError,
    TypeError,
    IndexError,
    AssertionError,
    OverflowError,
)


class Workbook:
    """The first sheet that is shown, and where it lies in the file."""

    def __init__(self, content: bytes) -> None:
        _ensure_harmless(content)
        self.content = content
        try:
            self._sheet = _first_shown(content)
        except SPOILT:
            raise unreadable(
                say("Lembar kerja ini rusak. Simpan ulang, lalu kirim lagi.")
            ) from None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        number = 0
        try:
            values = self._sheet.iter_rows(max_col=WIDTH, values_only=True)
            for number, cells in enumerate(values, 1):
                if number > LAST_ROW:
                    raise unreadable(say("Lembar ini mengaku berisi lebih dari 1.048.576 baris."))
                yield number, [_text(cell) for cell in _filled(cells)]
        except SPOILT:
            said = say(
                "Lembar kerja ini rusak setelah baris %(row)d. Simpan ulang, lalu kirim lagi.",
                row=number,
            )
            raise unreadable(said) from None

    def ensure_not_merged(self, header: int) -> None:
        """Titles above the header may be merged; below it each row stands for itself."""
        path = str(getattr(self._sheet, "_worksheet_path", ""))
        with zipfile.ZipFile(BytesIO(self.content)) as package, package.open(path) as part:
            _look_for_merged(part, header)


def _first_shown(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and pictures, which nobody asks for
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    shown = [it for it in book.worksheets if it.sheet_state == "visible"]
    if not shown:
        raise unreadable(say("Berkas ini tidak memiliki lembar yang terlihat."))
    sheet: Any = shown[0]
    sheet.reset_dimensions()  # what a file says of its size is not believed
    return sheet


def _filled(cells: tuple[object, ...]) -> tuple[object, ...]:
    """Without the empty ones at the end, by which the library makes all rows as wide."""
    last = len(cells)
    while last and cells[last - 1] is None:
        last -= 1
    return cells[:last]


def _text(value: object) -> str:
    """As a person would have typed it; of a number that lost digits, the form that says so."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int) and abs(value) >= KEPT_EXACTLY:
        return f"{value:.2E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).replace("\0", "").split())


def _ensure_harmless(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            kinds = package.read("[Content_Types].xml")[:CHUNK] if _is_small(parts) else b""
    except BROKEN:
        raise unreadable(say("Lembar kerja ini rusak atau terpotong. Simpan ulang.")) from None
    names = {part.filename for part in parts}
    if sum(part.file_size for part in parts) > UNPACKED:
        raise unreadable(say("Isi berkas ini terlalu besar setelah dibuka: lebih dari 256 MB."))
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in kinds:
        raise unreadable(say("Berkas ini membawa makro. Simpan sebagai .xlsx tanpa makro."))
    if "xl/workbook.xml" not in names:
        raise unreadable(
            say("Berkas ini bukan lembar kerja XLSX. Simpan sebagai .xlsx atau .csv, lalu kirim.")
        )
    if any(part.compress_type not in PACKINGS or part.flag_bits & 1 for part in parts):
        raise unreadable(say("Lembar kerja ini terkunci atau dikemas secara tidak biasa."))


def _is_small(parts: list[zipfile.ZipInfo]) -> bool:
    return sum(it.file_size for it in parts if it.filename == "[Content_Types].xml") <= CHUNK


def _look_for_merged(part: IO[bytes], header: int) -> None:
    rest = b""
    while chunk := part.read(CHUNK):
        for left, top, right, bottom in MERGED.findall(rest + chunk):
            if int(bottom) >= header:
                place = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
                text = say(
                    "Sel %(place)s digabung, sehingga sebagian baris tampak terisi padahal "
                    "kosong. Pisahkan sel gabungan (Unmerge), isi tiap barisnya, lalu kirim lagi.",
                    place=place,
                )
                raise unreadable(text)
        rest = chunk[-100:]
