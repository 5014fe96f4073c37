"""Markdown of a file made HTML, with every fault placed on the line that holds it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.catalog.reading.shapes import ReadMedia
from lms.catalog.reading.sheet import Sheet, outside_fences, unclosed_fence
from lms.foundation.language import Sentence, say
from lms.foundation.markup import Rendered, Target, TooMuch, render

HEADING = re.compile(r"(#{1,6})(?!#)")
UNDERLINE = re.compile(r"=+\s*$")
BLOCK_MARK = re.compile(r"(\d+(?=[.)]\s)|(?=[-*+]\s|#))")


@dataclass
class Addresses:
    """What a relative address of a course leads to; remembers which were used."""

    course: str
    media: dict[str, ReadMedia]  # by name, "media/alur.svg"
    modules: dict[str, str]  # file name to slug
    used: dict[str, str] = field(default_factory=dict)  # address to where it leads
    renamed: dict[str, str] = field(default_factory=dict)  # old slug to new, for the whole course

    def resolve(self, address: str) -> Target | None:
        target = self._target(address)
        if target:
            self.used[address] = target.url
        return target

    def _target(self, address: str) -> Target | None:
        if address in self.modules:
            return Target(f"/courses/{self.course}/{self.modules[address]}")
        found = self.media.get(address)
        if found is None:
            return Target(f"/courses/{self.course}") if address == "course.md" else None
        url = f"/media/{found.digest}/{address.removeprefix('media/')}"
        return Target(url, found.width, found.height)


@dataclass(frozen=True)
class Passage:
    """Some lines of Markdown and the line of the file on which they begin."""

    first: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def write(sheet: Sheet, passage: Passage, addresses: Addresses) -> Rendered:
    """The passage's HTML; what is wrong with it is noted on the sheet."""
    opened = unclosed_fence(passage.lines, passage.first)
    if opened:
        sheet.wrong(
            opened, say("Blok kode ini tidak ditutup."), say("Tutup dengan tanda yang sama.")
        )
    try:
        rendered = render(passage.text, addresses.resolve)
    except TooMuch:
        text = say("Bagian ini memuat terlalu banyak kurung, tag, judul, rumus, atau catatan kaki.")
        sheet.wrong(passage.first, text, say("Bagi menjadi beberapa modul."))
        return Rendered("", 0)
    except RecursionError:
        sheet.wrong(
            passage.first, say("Daftar atau kutipan bersarang terlalu dalam."), say("Sederhanakan.")
        )
        return Rendered("", 0)
    _report_missing(sheet, passage, rendered)
    _report_without_alt(sheet, passage, rendered, addresses)
    _report_wrong_tex(sheet, passage, rendered)
    return rendered


def write_line(sheet: Sheet, passage: Passage, addresses: Addresses) -> str:
    """HTML without a paragraph around it where the passage is one line."""
    if len(passage.lines) == 1:
        passage = Passage(passage.first, [_not_a_block(passage.lines[0])])
    html = write(sheet, passage, addresses).html
    return (
        re.sub(r"^<p>(.*)</p>$", r"\1", html, flags=re.DOTALL) if html.count("<p>") == 1 else html
    )


def _not_a_block(line: str) -> str:
    """An option that begins `10. ` or `#` is a text, not a list or a heading."""
    return BLOCK_MARK.sub(r"\1\\", line, count=1) if BLOCK_MARK.match(line) else line


def check_headings(sheet: Sheet, passage: Passage) -> None:
    """Readers of screens walk by headings: none may be of level 1, no level may be skipped."""
    level, before = 1, ""
    for number, line in outside_fences(passage.lines, passage.first):
        found = HEADING.match(line)
        if (found and len(found[1]) == 1) or (UNDERLINE.match(line) and before.strip()):
            sheet.wrong(
                number, say("Judul tingkat 1 sudah dipakai halaman."), say("Mulai dari ## Judul.")
            )
        elif found:
            level = _step(sheet, number, level, len(found[1]))
        before = line


def _step(sheet: Sheet, number: int, level: int, reached: int) -> int:
    if reached > level + 1:
        sheet.wrong(
            number,
            say(
                "Tingkat judul melompat dari %(level)s ke %(reached)s.",
                level=level,
                reached=reached,
            ),
            say("Pakai %(level)s di sini.", level="#" * (level + 1)),
        )
    return reached


def _report_missing(sheet: Sheet, passage: Passage, rendered: Rendered) -> None:
    for index, address in enumerate(rendered.missing):
        line, column = _find(sheet, passage, address, rendered.missing[:index].count(address))
        sheet.wrong(
            line,
            say("Tautan ke %(address)s tidak menuju apa pun.", address=address or "(kosong)"),
            _mend(address),
            column,
        )


def _mend(address: str) -> Sentence:
    if address.startswith("media/"):
        return say("Taruh berkasnya di folder media/ atau perbaiki namanya.")
    if address.endswith(".md"):
        return say("Tulis nama berkas modul kursus ini, misalnya 02-judul.md.")
    return say("Tulis alamat lengkap (https://…), media/nama-berkas, atau nama berkas modul.")


def _report_without_alt(
    sheet: Sheet, passage: Passage, rendered: Rendered, addresses: Addresses
) -> None:
    names = {url: address for address, url in addresses.used.items()}
    for index, url in enumerate(rendered.without_alt):
        name = names.get(url, url)
        line, column = _find_picture(sheet, passage, name, rendered.without_alt[:index].count(url))
        sheet.wrong(
            line,
            say("Gambar %(name)s tidak mempunyai teks pengganti.", name=name),
            say("Tulis isinya di antara [ dan ]: ![isi gambar](media/…)."),
            column,
        )


def _report_wrong_tex(sheet: Sheet, passage: Passage, rendered: Rendered) -> None:
    written = [raw for raw, _ in rendered.wrong_tex]
    for index, (raw, why) in enumerate(rendered.wrong_tex):
        line, column = _find_lines(sheet, passage, raw, written[:index].count(raw))
        sheet.wrong(
            line,
            say("Rumus ini %(why)s.", why=why),
            say("Perbaiki TeX-nya, atau tulis \\$ bila tanda dolar itu bukan rumus."),
            column,
        )


def _find_picture(sheet: Sheet, passage: Passage, name: str, nth: int) -> tuple[int, int]:
    bare = re.compile(r"!\[\s*\]\(\s*<?" + re.escape(name))
    found = _places(sheet, passage, bare)
    return found[min(nth, len(found) - 1)] if found else _find(sheet, passage, name, nth)


def _find(sheet: Sheet, passage: Passage, needle: str, nth: int) -> tuple[int, int]:
    """Where `needle` stands for the nth time, or else the passage's first line."""
    found = _places(sheet, passage, re.compile(re.escape(needle))) if needle else []
    return found[min(nth, len(found) - 1)] if found else (passage.first, 1)


def _find_lines(sheet: Sheet, passage: Passage, needle: str, nth: int) -> tuple[int, int]:
    """Where it begins for the nth time, though it goes over several lines."""
    before = passage.text.split(needle)[: nth + 1]
    line = passage.first + needle.join(before).count("\n")
    return line, max(0, sheet.lines[line - 1].find(needle.split("\n", 1)[0])) + 1


def _places(sheet: Sheet, passage: Passage, what: re.Pattern[str]) -> list[tuple[int, int]]:
    lines = sheet.lines[passage.first - 1 : passage.first - 1 + len(passage.lines)]
    return [
        (number, found.start() + 1)
        for number, line in enumerate(lines, passage.first)
        for found in what.finditer(line)
    ]
