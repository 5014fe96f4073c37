"""What an author should think about before publishing: measured on a course as it was read.

The reader's mistakes stop a course; these stop nothing, but tell what learners will stumble over.
"""

import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

from lms.authoring.meetings import too_long
from lms.catalog.queries import ABOUT
from lms.catalog.reading.declared_quiz import DrawDeclared
from lms.catalog.reading.measuring import Weight, weigh
from lms.catalog.reading.pool import shortages
from lms.catalog.reading.shapes import ReadCourse, ReadModule, ReadQuestion
from lms.foundation.language import Sentence, say

TEXT_KB = 8  # packed: what layout, type and icons leave of the 40 KB of a first visit
PICTURES_KB = 150  # of one page, at 1 Mbit/s a little more than a second
LONG_SENTENCE, HEAVY = 15, 55  # words a sentence; LIX, where our own courses lie at 39 to 48
LONG_READING = 20  # minutes of one page
SOON = timedelta(days=90)
LINK = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"]+)"')


@dataclass(frozen=True)
class Remark:
    """Where, what, and how to mend it; the line is that of a question, or 0."""

    path: str
    text: Sentence
    mend: Sentence
    line: int = 0


@dataclass(frozen=True)
class Measured:
    """A page in figures."""

    module: ReadModule
    weight: Weight
    text_kb: float  # packed, as it is sent
    pictures_kb: int


def measured(course: ReadCourse) -> list[Measured]:
    return [_measured(course, each) for each in course.modules if each.html.strip()]


def _measured(course: ReadCourse, module: ReadModule) -> Measured:
    pictures = sum(len(each.content) for each in course.media if each.name in module.addresses)
    packed = len(zlib.compress(module.html.encode()))
    return Measured(module, weigh(module), packed / 1024, pictures // 1024)


def remarks(course: ReadCourse, today: date, stopped: Collection[str] = ()) -> list[Remark]:
    """`stopped` are the identifiers of the bank's questions that no quiz may draw."""
    found = [*_dates(course, today), *_unasked(course), *(Remark(*it) for it in too_long(course))]
    for page in measured(course):
        found += [*_heavy(page), *_hard(page)]
    for module in course.modules:
        found += [*_unexplained(module), *_short(module, stopped), *_open_links(module)]
    return found


def _dates(course: ReadCourse, today: date) -> Iterator[Remark]:
    given = course.facts.get("review_by")
    if not given:
        text = say("Kursus ini belum mempunyai tanggal telaah.")
        mend = say("Isi kapan isinya, terutama peraturannya, harus diperiksa lagi.")
        yield Remark(ABOUT, text, mend)
    elif date.fromisoformat(given) <= today + SOON:
        text = say("Tanggal telaah kursus ini %(day)s.", day=given)
        yield Remark(ABOUT, text, say("Periksa isinya, lalu tulis tanggal telaah berikutnya."))


def _unasked(course: ReadCourse) -> Iterator[Remark]:
    asked = {code for module in course.modules for code in _competencies(module)}
    for each in course.facts.get("competencies", []):
        if each["code"] not in asked:
            text = say(
                "Kompetensi %(code)s dijanjikan, tetapi tidak ditanyakan.", code=each["code"]
            )
            mend = say("Beri kode itu pada soal atau baris rubrik yang mengukurnya.")
            yield Remark(ABOUT, text, mend)


def _competencies(module: ReadModule) -> Iterator[str | None]:
    yield from (each.competency for each in module.questions)
    yield from (each["competency"] for each in module.facts.get("rubric", []))
    for line in _draw(module):
        pool = (each for bank in module.bank for each in bank.questions)
        yield from [line.competency] if line.competency else (each.competency for each in pool)


def _draw(module: ReadModule) -> list[DrawDeclared]:
    blueprint = module.facts.get("blueprint") or {"draw": []}
    return [DrawDeclared(**line) for line in blueprint["draw"]]


def _heavy(page: Measured) -> Iterator[Remark]:
    path = page.module.file_name
    if page.text_kb > TEXT_KB:
        text = say("Teks halaman ini %(kb)d KB setelah dipadatkan.", kb=round(page.text_kb))
        yield Remark(path, text, say("Pecah menjadi dua modul; anggarannya %(kb)d KB.", kb=TEXT_KB))
    if page.pictures_kb > PICTURES_KB:
        text = say("Gambar dan berkas halaman ini %(kb)d KB.", kb=page.pictures_kb)
        mend = say("Perkecil, atau pakai lebih sedikit; anggarannya %(kb)d KB.", kb=PICTURES_KB)
        yield Remark(path, text, mend)


def _hard(page: Measured) -> Iterator[Remark]:
    path, weight = page.module.file_name, page.weight
    if weight.words_a_sentence > LONG_SENTENCE:
        text = say("Kalimatnya rata-rata %(words)d kata.", words=round(weight.words_a_sentence))
        yield Remark(path, text, say("Bagi kalimat panjang; satu gagasan satu kalimat."))
    elif weight.lix > HEAVY:
        text = say("Teks ini berat dibaca: LIX %(lix)d.", lix=round(weight.lix))
        yield Remark(path, text, say("Pakai kata yang lebih pendek dan lebih dikenal."))
    if page.module.facts.get("reading", 0) > LONG_READING:
        text = say("Membacanya %(n)d menit.", n=page.module.facts["reading"])
        yield Remark(path, text, say("Pecah menjadi beberapa modul, atau sisipkan latihan."))


def _unexplained(module: ReadModule) -> Iterator[Remark]:
    for each in module.questions:
        if not _explains(each):
            text = say("Soal ini tidak memberi umpan balik apa pun.")
            mend = say("Tulis mengapa jawabannya benar, sekurangnya sebagai umpan balik umum.")
            yield Remark(module.file_name, text, mend, each.line)


def _explains(question: ReadQuestion) -> bool:
    content = question.content
    parts = [*content.get("options", []), *content.get("pairs", []), *content.get("steps", [])]
    said = [content["general"], *content.get("feedback", []), *(it["feedback"] for it in parts)]
    return any(said)


def _short(module: ReadModule, stopped: Collection[str]) -> Iterator[Remark]:
    pool = [
        each for bank in module.bank for each in bank.questions if each.identifier not in stopped
    ]
    for index, lacking in shortages(_draw(module), pool):
        text = say(
            "Baris %(n)d kisi-kisi kekurangan %(count)d soal, karena ada yang dihentikan.",
            n=index + 1,
            count=lacking,
        )
        yield Remark(module.file_name, text, say("Tambah soal ke bank, atau kurangi tarikannya."))


def _open_links(module: ReadModule) -> Iterator[Remark]:
    for address in links(module):
        if address.startswith("http://"):
            text = say("Tautan %(address)s tidak bersandi.", address=address)
            yield Remark(module.file_name, text, say("Pakai https:// bila situsnya mendukung."))


def links(module: ReadModule) -> list[str]:
    """The addresses outside that it leads to, each once."""
    html = [module.html, *(str(each.content) for each in module.questions)]
    return list(dict.fromkeys(unescape(each) for text in html for each in LINK.findall(text)))
