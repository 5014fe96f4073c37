"""Matching: left sides, each with its right one, and right sides that match nothing."""

import re
from typing import Any

from lms.catalog.reading.answers import comment
from lms.catalog.reading.options import Option
from lms.catalog.reading.prose import Addresses, Passage, write_line
from lms.catalog.reading.sheet import Sheet
from lms.catalog.reading.written import Written
from lms.foundation.language import say
from lms.foundation.markup import plain

ARROW = re.compile(r"(?:^|(?<=\s))(?:->|→)(?=\s|$)")
LEAST, MOST = 2, 100


def pairs(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    pairing = _Pairing(sheet, addresses)
    for option in written.body.options:
        pairing.take(option)
    pairing.check(written.attributes.line)
    return {"pairs": pairing.pairs, "rights": pairing.rights}


class _Pairing:
    def __init__(self, sheet: Sheet, addresses: Addresses) -> None:
        self.sheet, self.addresses = sheet, addresses
        self.pairs: list[dict[str, Any]] = []
        self.rights: list[dict[str, Any]] = []
        self.distractors: set[int] = set()  # the numbers of right sides that match nothing

    def take(self, option: Option) -> None:
        if any(option.more):  # blank lines before the next question are nobody's
            self.sheet.wrong(
                option.line + 1, say("Pasangan ini lebih dari satu baris."), say("Satukan.")
            )
        sides = ARROW.split(option.said)
        if len(sides) != 2:
            mend = say("Tulis - [x] kiri -> kanan, dengan tepat satu -> yang diapit spasi.")
            self.sheet.wrong(
                option.line, say("Ada %(sides)s tanda panah.", sides=len(sides) - 1), mend
            )
            return
        left, right = (each.strip() for each in sides)
        if option.right:
            self._pair(option, left, self._right(option, right))
        else:
            self._distractor(option, left, right)

    def _right(self, option: Option, written: str) -> int:
        """Its number; shown once however often it is written."""
        text = self._plain(option, written)
        known = [each["text"] for each in self.rights]
        if text not in known:
            self.rights.append({"text": text, "feedback": ""})
            return len(self.rights)
        return known.index(text) + 1

    def _plain(self, option: Option, written: str) -> str:
        html = write_line(self.sheet, Passage(option.line, [written]), self.addresses)
        if not written:
            mend = say("Tulis pasangannya sesudah ->.")
            self.sheet.wrong(option.line, say("Sisi kanan pasangan ini kosong."), mend)
        elif "<" in html:
            mend = say("Sisi kanan tampil dalam daftar pilihan; tulis teks biasa.")
            self.sheet.wrong(option.line, say("Sisi kanan ini memuat tanda Markdown."), mend)
        return plain(html)

    def _pair(self, option: Option, written: str, right: int) -> None:
        html = write_line(self.sheet, Passage(option.line, [written]), self.addresses)
        if not plain(html) and "<img" not in html:
            mend = say("Tulis sisi kirinya, atau - [ ] -> kanan untuk pengecoh.")
            self.sheet.wrong(option.line, say("Sisi kiri pasangan ini kosong."), mend)
        elif html in [each["html"] for each in self.pairs]:
            self.sheet.wrong(
                option.line, say("Sisi kiri ini sama dengan yang di atasnya."), say("Hapus.")
            )
        said = comment(self.sheet, option, self.addresses)
        self.pairs.append({"html": html, "right": right, "feedback": said})
        if right in self.distractors:
            self._refuse_distractor(option)

    def _distractor(self, option: Option, left: str, written: str) -> None:
        if left:
            mend = say("Tulis - [x] bila ini pasangan, atau - [ ] -> kanan saja bila pengecoh.")
            self.sheet.wrong(option.line, say("Pengecoh ini mempunyai sisi kiri."), mend)
        before = len(self.rights)
        number = self._right(option, written)
        if number <= before:
            self._refuse_distractor(option)
        self.distractors.add(number)
        self.rights[number - 1]["feedback"] = comment(self.sheet, option, self.addresses)

    def _refuse_distractor(self, option: Option) -> None:
        mend = say("Hapus pengecohnya, atau ubah kalimatnya.")
        self.sheet.wrong(option.line, say("Pengecoh sama dengan sisi kanan yang lain."), mend)

    def check(self, line: int) -> None:
        if not LEAST <= len(self.pairs) <= MOST:
            mend = say(
                "Tulis %(least)s sampai %(most)s baris - [x] kiri -> kanan.", least=LEAST, most=MOST
            )
            self.sheet.wrong(
                line, say("Soal ini berisi %(pairs)s pasangan.", pairs=len(self.pairs)), mend
            )
        elif len(self.rights) < LEAST:
            mend = say("Tambahkan sisi kanan lain, atau pengecoh - [ ] -> kanan.")
            self.sheet.wrong(line, say("Semua sisi kanan sama, jadi tidak ada yang dipilih."), mend)
