"""Moodle's embedded answers: gaps such as `{1:SHORTANSWER:=Jambi#Ya~Palembang}` in a text."""

import re
from html import unescape
from xml.etree.ElementTree import Element

from lms.exchange.items import GAP, Gap, Item, Reason, Unfit
from lms.exchange.nodes import ensure_bearable
from lms.exchange.readers import scoring
from lms.exchange.readers.scoring import Scored
from lms.foundation.language import say
from lms.foundation.markup import plain

FOUND = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*+)\}", re.DOTALL)
ANSWER = re.compile(r"(?:^|(?<!\\)~)((?:\\.|[^~\\])*)", re.DOTALL)
PARTS = re.compile(r"\s*(=|%(-?[\d.,]+)%)?((?:\\.|[^#\\])*)(?:#(.*))?", re.DOTALL)
TYPED = {"SHORTANSWER", "SA", "MW"}
STRICT = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBERS = {"NUMERICAL", "NM"}
CHOSEN = {
    f"{name}{more}"
    for name in ("MULTICHOICE", "MC")
    for more in ("", "_S", "_V", "_H", "S", "V", "H", "_VS", "_HS", "VS", "HS")
}
SAID = say("Umpan balik tiap isian tidak ikut.")
UNEQUAL = say("Sumber memberi isian bobot yang berbeda; di sini semua isian sama nilainya.")


def read(stem: str, _: Element) -> Item:
    """Raises Unfit for a kind of gap that we have not."""
    ensure_bearable(stem)
    stem = stem.replace("\ue000", "").replace("\ue001", "")
    found = list(FOUND.finditer(stem))
    if not found:
        raise Unfit(say("Tidak ada isian dalam teksnya."), "cloze")
    gaps = [_gap(each[2], _answers(unescape(each[3]))) for each in found]
    numbers = iter(range(1, len(found) + 1))
    text = FOUND.sub(lambda _: GAP % next(numbers), stem)
    differs: list[Reason] = [each for gap in gaps for each in gap[1]]
    if len({each[1] or "1" for each in found}) > 1:
        differs.append(UNEQUAL)
    lost = (SAID,) if any("#" in re.sub(r"&#|\\#", "", each[3]) for each in found) else ()
    return Item(
        "cloze",
        text,
        gaps=tuple(gap for gap, _ in gaps),
        differs=tuple(dict.fromkeys(differs)),
        lost=lost,
    )


def _answers(text: str) -> list[Scored]:
    found = [PARTS.fullmatch(each) for each in ANSWER.findall(text)]
    return [
        Scored(
            re.sub(r"\\(.)", r"\1", each[3]).strip(),
            scoring.percentage(each[2])
            if each[2]
            else scoring.percentage("100" if each[1] else "0"),
        )
        for each in found
        if each and (each[1] or each[3].strip())
    ]


def _gap(kind: str, answers: list[Scored]) -> tuple[Gap, tuple[Reason, ...]]:
    if kind in CHOSEN:
        item = scoring.single("", [_plainly(each) for each in answers])
        return Gap(item.parts, chosen=True), item.differs
    if kind in NUMBERS:
        valued = [_valued(each) for each in answers if each.share > 0]
        item = scoring.accepted("numeric", "", valued)
        return Gap(item.parts), item.differs
    if kind not in TYPED | STRICT:
        raise Unfit(
            say("Isian berjenis %(kind)s tidak ada padanannya di sini.", kind=kind), "cloze"
        )
    if any("*" in each.text for each in answers if each.share > 0):
        raise Unfit(say("Jawaban memuat * (apa saja), yang tidak dikenal di sini."), "cloze")
    item = scoring.accepted("short", "", answers)
    strict = (
        (say("Sumber membedakan huruf besar dan kecil; di sini tidak."),) if kind in STRICT else ()
    )
    return Gap(item.parts), (*item.differs, *strict)


def _plainly(answer: Scored) -> Scored:
    return Scored(plain(answer.text), answer.share)


def _valued(answer: Scored) -> Scored:
    value, _, within = answer.text.partition(":")
    return Scored(scoring.number(value), answer.share, "", scoring.number(within or "0"))
