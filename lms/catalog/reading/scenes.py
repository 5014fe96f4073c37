"""The scenes of a scenario: each begins with `## ` and the line that names it."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lms.catalog.reading.attributes import LINE, PAIR
from lms.catalog.reading.grammar import SLUG
from lms.catalog.reading.options import Body, Opening, Option, split
from lms.catalog.reading.prose import Addresses, Passage, write, write_line
from lms.catalog.reading.questions import starts
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import say
from lms.foundation.markup import plain

ENDS = ("good", "fair", "poor")
LONGEST_ID = 60
LONGEST = 300  # letters of a choice; it is what a button says
MOST = 8  # choices of one scene

# Its mark is where it leads to, which stands behind what it says.
CHOICE = Opening(
    exact=re.compile(r"[-*+]\s+(?=.*->\s*([^\s>]*)\s*$)(.*)->"),
    nearly=re.compile(r"[-*+]\s.*(?:->|→)"),
    mend=say("Tulis - Pilihannya -> pengenal-adegan, dalam satu baris."),
)


@dataclass(frozen=True)
class ReadChoice:
    line: int
    column: int  # where it says where it leads to
    text: str
    to: str
    html: str  # its consequence, or ""


@dataclass(frozen=True)
class ReadScene:
    identifier: str
    line: int
    title: str
    html: str
    end: str  # "" where it goes on
    choices: tuple[ReadChoice, ...]
    words: int

    @property
    def leads_to(self) -> set[str]:
        return {each.to for each in self.choices}

    @property
    def facts(self) -> dict[str, Any]:
        choices = [{"text": it.text, "to": it.to, "html": it.html} for it in self.choices]
        return {
            "id": self.identifier,
            "title": self.title,
            "html": self.html,
            "end": self.end,
            "choices": choices,
        }


def read_scenes(sheet: Sheet, body: int, addresses: Addresses) -> list[ReadScene]:
    """Every scene from line `body` on; one that cannot be told from others is left out."""
    ends = [*starts(sheet, body), len(sheet.lines) + 1]
    read = [_read(sheet, start, end, addresses) for start, end in pairwise(ends)]
    return [scene for scene in read if scene]


def _read(sheet: Sheet, start: int, end: int, addresses: Addresses) -> ReadScene | None:
    asked = re.sub(r"\s+#+\s*$", "", sheet.lines[start - 1][2:]).strip()
    title = _line(sheet, start, asked, addresses)
    if not title:
        sheet.wrong(start, say("Adegan ini belum berjudul."), say("Tulis judulnya sesudah ##."))
    named = _named(sheet, start + 1)
    if named is None:
        return None
    identifier, kind = named
    body = split(sheet, CHOICE, start + 2, sheet.lines[start + 1 : end - 1])
    text = write(sheet, Passage(start + 2, body.stem), addresses)
    _check_text(sheet, start, text.html)
    choices = tuple(_choice(sheet, each, addresses) for each in body.options)
    words = text.words + sum(len(plain(f"{it.text} {it.html}").split()) for it in choices)
    _check(sheet, start, kind, body)
    return ReadScene(identifier, start, title, text.html, kind, choices, words)


def _line(sheet: Sheet, line: int, said: str, addresses: Addresses) -> str:
    """As buttons and lists say it, without marks."""
    return " ".join(plain(write_line(sheet, Passage(line, [said]), addresses)).split())


def _named(sheet: Sheet, line: int) -> tuple[str, str] | None:
    """The scene's identifier and its end, or None after noting what is wrong with them."""
    text = sheet.lines[line - 1].rstrip() if line <= len(sheet.lines) else ""
    found = LINE.match(text)
    if found is None:
        mend = say(
            "Tulis {#pengenal}, atau {#pengenal end=good} pada sebuah akhir, tepat di bawah ##."
        )
        where = line if text.startswith("{") else line - 1
        sheet.wrong(where, say("Adegan ini tanpa pengenal."), mend)
        return None
    if not SLUG.fullmatch(found["identifier"]) or len(found["identifier"]) > LONGEST_ID:
        mend = say(
            "Pakai huruf kecil, angka, dan tanda hubung, paling panjang %(longest_id)s.",
            longest_id=LONGEST_ID,
        )
        sheet.wrong(line, say("Pengenal adegan tidak sah."), mend, 2)
        return None
    return found["identifier"], _end(sheet, line, found["rest"], found.start("rest"))


def _end(sheet: Sheet, line: int, rest: str, offset: int) -> str:
    given = [(it["name"], it["value"] or "", it.start()) for it in PAIR.finditer(rest)]
    for place, (name, value, start) in enumerate(given):
        column = offset + start + 1
        if name != "end":
            mend = say("Yang dikenal hanya end=good, end=fair, dan end=poor.")
            sheet.wrong(line, say("Keterangan %(name)s tidak dikenal.", name=name), mend, column)
        elif place:
            sheet.wrong(line, say("Keterangan end ditulis dua kali."), say("Sisakan satu."), column)
        elif value not in ENDS:
            mend = say("Pilih good (baik), fair (cukup), atau poor (kurang).")
            sheet.wrong(
                line, say("Nilai end=%(value)s tidak dapat dipakai.", value=value), mend, column
            )
    return next((value for name, value, _ in given if name == "end" and value in ENDS), "")


def _check_text(sheet: Sheet, start: int, html: str) -> None:
    if not html:
        text = say("Adegan ini belum bercerita apa pun.")
        sheet.wrong(
            start, text, say("Tulis di bawahnya apa yang terjadi, atau apa yang dipelajari.")
        )
    if re.search(r'<[^>]* id="', html):
        text = say("Adegan tidak dapat memuat judul, catatan kaki, atau id.")
        mend = say("Pakai **huruf tebal** untuk judul, dan tulis catatannya dalam kalimat.")
        sheet.wrong(start, text, mend)


def _choice(sheet: Sheet, option: Option, addresses: Addresses) -> ReadChoice:
    text = _line(sheet, option.line, option.said, addresses)
    html = write(sheet, option.comment, addresses).html
    column = len(sheet.lines[option.line - 1].rstrip()) - len(option.mark) + 1
    if not text or len(text) > LONGEST:
        mend = say("Tulis 1 sampai %(longest)s huruf sebelum tanda ->.", longest=LONGEST)
        sheet.wrong(option.line, say("Pilihan ini kosong atau terlalu panjang."), mend, 3)
    if not option.mark:
        mend = say("Tulis pengenal sebuah adegan sesudah tanda ->.")
        sheet.wrong(option.line, say("Pilihan ini belum menuju adegan mana pun."), mend, column)
    if any(line.strip() for line in option.more):
        mend = say("Tulis pilihannya dalam satu baris, dan awali akibatnya dengan tanda >.")
        sheet.wrong(option.line, say("Di bawah pilihan ini ada teks tanpa tanda."), mend)
    return ReadChoice(option.line, column, text, option.mark, html)


def _check(sheet: Sheet, start: int, end: str, body: Body) -> None:
    if end and body.options:
        mend = say("Hapus pilihannya, atau hapus end= dari barisnya.")
        sheet.wrong(body.options[0].line, say("Sebuah akhir tidak mempunyai pilihan."), mend)
    elif not end and not 0 < len(body.options) <= MOST:
        text = say("Adegan ini mempunyai %(choices)s pilihan.", choices=len(body.options))
        mend = say("Tulis 1 sampai %(most)s, atau tandai sebagai akhir dengan end=good.", most=MOST)
        sheet.wrong(start, text, mend)
    if body.general_line:
        text = say("Akibat (>) ini bukan milik pilihan mana pun.")
        sheet.wrong(body.general_line, text, say("Lekukkan dua spasi di bawah pilihannya."))
    _check_choices(sheet, body)


def _check_choices(sheet: Sheet, body: Body) -> None:
    for place, option in enumerate(body.options):
        said = option.said.strip().casefold()
        if said in {each.said.strip().casefold() for each in body.options[:place]}:
            sheet.wrong(
                option.line, say("Pilihan ini sama dengan yang di atasnya."), say("Hapus satu."), 3
            )
        if len(body.options) > 1 and not option.feedback:
            text, mend = say("Pilihan ini belum berakibat."), say("Tulis > akibatnya di bawahnya.")
            sheet.note(option.line, text, mend)
