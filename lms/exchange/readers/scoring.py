"""What the shares of points that a source gives mean under our rules of marking.

A share is a part of one: 1 is everything. Where our rule would mark otherwise, the difference is
named, so that whoever imports decides about it and not this program.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lms.exchange.items import Item, Part, Reason, Unfit
from lms.foundation.language import say

EVEN = Decimal("0.01")  # sources round thirds
NUMBER = re.compile(
    r"[+-]?(\d{1,15}(?:[.,]\d{0,15})?|[.,]\d{1,15})(?:[eE]([+-]?\d{1,2}))?", re.ASCII
)
PARTLY = say("Sumber memberi nilai sebagian untuk satu pilihan; di sini hanya kuncinya bernilai.")
UNEVEN = say(
    "Bobot pilihannya lain daripada aturan di sini: (benar - salah) / jumlah benar, paling kecil 0."
)
WRONGS = say("Umpan balik untuk jawaban yang salah tidak ikut.")


@dataclass(frozen=True)
class Scored:
    """An option or an accepted answer with its share."""

    text: str
    share: Decimal
    feedback: str = ""
    tolerance: str = "0"


def single(stem: str, options: Sequence[Scored]) -> Item:
    """One option is to be chosen; raises Unfit where not exactly one is worth everything."""
    full = sum(each.share == 1 for each in options)
    if full != 1:
        raise Unfit(say("%(full)d pilihan bernilai penuh; harus tepat satu.", full=full), "single")
    differs = any(each.share not in {0, 1} for each in options)
    return Item("single", stem, _parts(options, 1), differs=(PARTLY,) if differs else ())


def multiple(stem: str, options: Sequence[Scored]) -> Item:
    """Several may be chosen."""
    rights = sum(each.share > 0 for each in options)
    if not rights:
        raise Unfit(say("Tidak ada pilihan yang bernilai."), "multiple")
    ours = [Decimal(1 if each.share > 0 else -1) / rights for each in options]
    even = all(abs(each.share - rule) < EVEN for each, rule in zip(options, ours, strict=True))
    return Item("multiple", stem, _parts(options, 0), differs=() if even else (UNEVEN,))


def _parts(options: Sequence[Scored], least: int) -> tuple[Part, ...]:
    return tuple(Part(it.text, it.share > 0 and it.share >= least, it.feedback) for it in options)


def judged(stem: str, options: Sequence[Scored]) -> Item:
    """A situational judgement: each option is worth so many fifths."""
    parts = [Part(it.text, it.share == 1, it.feedback, weight=_fifths(it)) for it in options]
    return Item("sjt", stem, tuple(parts))


def _fifths(option: Scored) -> int:
    fifths = option.share * 5
    if fifths not in {1, 2, 3, 4, 5}:
        raise Unfit(say("Bobot pilihan bukan seperlima sampai lima perlima."), "sjt")
    return int(fifths)


def accepted(type_: str, stem: str, answers: Sequence[Scored]) -> Item:
    """Answers that are typed: what is worth nothing stays behind, what is worth a part differs."""
    right = [each for each in answers if each.share > 0]
    if not any(each.share == 1 for each in right):
        raise Unfit(say("Tidak ada jawaban yang bernilai penuh."), type_)
    partly: tuple[Reason, ...] = ()
    if any(each.share != 1 for each in right):
        partly = (say("Sumber memberi nilai sebagian untuk sebuah jawaban; di sini penuh."),)
    lost = (WRONGS,) if any(each.feedback for each in answers if each.share <= 0) else ()
    parts = [Part(it.text, True, it.feedback, tolerance=it.tolerance) for it in right]
    return Item(type_, stem, tuple(parts), differs=partly, lost=lost)


def number(text: str) -> str:
    """A number as our grammar writes it; raises Unfit."""
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        raise Unfit(say("%(text)s bukan angka.", text=text.strip()[:40] or "(kosong)"), "numeric")
    return plain_number(Decimal(text.strip().replace(",", ".")))


def plain_number(value: Decimal) -> str:
    """Without an exponent and without zeros that say nothing."""
    written = format(value, "f")
    short = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if short in {"", "-", "-0"} else short


def between(lowest: str, highest: str) -> tuple[str, str]:
    """A range as its middle and the tolerance on both sides."""
    low, high = Decimal(number(lowest)), Decimal(number(highest))
    if high < low:
        raise Unfit(say("Rentang angkanya terbalik."), "numeric")
    return plain_number((low + high) / 2), plain_number((high - low) / 2)


def percentage(text: str) -> Decimal:
    """A share that is written in percent; raises Unfit."""
    return Decimal(number(text)) / 100
