"""What a file is by its bytes, never by its name; then its header and its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lms.foundation.language import Sentence, say
from lms.foundation.spreadsheets import as_typed
from lms.roster.columns import known_names
from lms.roster.reading import texts
from lms.roster.reading.faults import unreadable

Line = tuple[int, list[str]]  # the number of the row as a spreadsheet shows it, and its cells
HEAD = 20  # rows in which a header is looked for, below titles and logos
WIDEST = 100  # columns
LARGEST = 50 * 2**20
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
OTHERS: tuple[tuple[bytes, Sentence], ...] = (
    (
        OLE,
        say(
            "Berkas ini lembar kerja bentuk lama (.xls) atau terkunci kata sandi. "
            "Simpan sebagai .xlsx tanpa kata sandi, lalu kirim lagi."
        ),
    ),
    (b"%PDF", say("Berkas ini PDF, bukan tabel. Kirim CSV atau XLSX-nya.")),
    (
        b"<",
        say(
            "Berkas ini halaman web yang diberi nama lembar kerja. "
            "Buka, lalu simpan sebagai .xlsx atau .csv."
        ),
    ),
)


@dataclass(frozen=True)
class Sheet:
    """A table: the names of its columns, the row in which they stand, and what follows."""

    names: tuple[str, ...]
    at: int
    rows: Iterator[Line]


def read(content: bytes) -> Sheet:
    """Rows are read as they are asked for; raises Invalid with a sentence for what is no table."""
    if not content.strip():
        raise unreadable(say("Berkas ini kosong."))
    if len(content) > LARGEST:
        raise unreadable(
            say("Berkas ini lebih dari 50 MB. Pecah menjadi beberapa berkas, lalu kirim lagi.")
        )
    if content.startswith(b"PK"):
        # Here: its library takes 20 MB, which a process that only serves pages never needs.
        from lms.roster.reading.workbooks import Workbook  # noqa: PLC0415

        book = Workbook(content)
        return _sheet(book.rows(), book.ensure_not_merged)
    for start, sentence in OTHERS:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise unreadable(sentence)
    return _sheet(texts.rows(content))


def _sheet(lines: Iterator[Line], check: Callable[[int], None] = lambda _: None) -> Sheet:
    rows = ((number, [as_typed(cell) for cell in cells]) for number, cells in lines)
    head = list(islice(rows, HEAD))
    filled = [line for line in head if any(line[1])]
    if not filled:
        raise unreadable(say("Lembar pertama berkas ini kosong."))
    best = max(filled, key=lambda line: (known_names(line[1]), -line[0]))
    at, names = best if known_names(best[1]) else filled[0]
    _ensure_narrow(names)
    check(at)
    following = chain((line for line in head if line[0] > at), rows)
    while names and not names[-1]:
        names = names[:-1]
    return Sheet(tuple(names), at, (line for line in following if any(line[1])))


def _ensure_narrow(names: list[str]) -> None:
    if any(names[WIDEST:]):
        raise unreadable(say("Lembar ini lebih dari 100 kolom. Sisakan kolom yang diperlukan."))
