"""How the figures of item analysis are said: in words, with their formulas, and drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Blueprint
from flask_babel import format_decimal

from lms.assessment.queries import Counted
from lms.bank.analysis import Item
from lms.bank.queries import RAISED, UNASKED
from lms.bank.statistics.flags import Flag
from lms.bank.statistics.moments import Interval
from lms.bank.statistics.scores import Unreliable
from lms.foundation.language import Sentence, say

NONE, MINUS = "–", "\N{MINUS SIGN}"
COUNTED = {
    Counted.FIRST: say("Pengerjaan pertama setiap orang"),
    Counted.BEST: say("Pengerjaan terbaik setiap orang"),
    Counted.ALL: say("Semua pengerjaan"),
}
FLAGS: dict[Flag, tuple[Sentence, str | None, Sentence]] = {
    Flag.NEGATIVE: (
        say("Daya beda negatif"),
        "danger",
        say(
            "Peserta yang kuat di soal lain justru lebih sering salah di sini. "
            "Periksa kuncinya lebih dulu; bila keliru, hentikan soal ini."
        ),
    ),
    Flag.TEMPTING: (
        say("Pengecoh mengalahkan kunci"),
        "danger",
        say(
            "Kelompok atas lebih banyak memilih pengecoh daripada kunci. "
            "Periksa apakah pengecoh itu juga benar, atau pertanyaannya bermakna ganda."
        ),
    ),
    Flag.HARD: (
        say("Terlalu sulit"),
        "warn",
        say(
            "Kurang dari seperlima nilainya tercapai, atau nyata kurang dari hasil menebak. "
            "Periksa kunci dan rumusannya, dan apakah bahannya sudah diajarkan."
        ),
    ),
    Flag.EASY: (
        say("Terlalu mudah"),
        "warn",
        say(
            "Hampir semua orang benar, sehingga soal ini tidak membedakan siapa pun. "
            "Pertahankan hanya bila memang harus dikuasai semua orang."
        ),
    ),
    Flag.WEAK: (
        say("Daya beda lemah"),
        "warn",
        say(
            "Jawabannya hampir tidak berkaitan dengan soal lain. "
            "Periksa rumusan yang rancu dan pilihan yang terlalu mirip."
        ),
    ),
    Flag.UNUSED: (
        say("Pengecoh tidak dipilih"),
        "info",
        say("Ada pengecoh yang tidak dipilih siapa pun. Ganti dengan kekeliruan yang lazim."),
    ),
    Flag.FEW: (
        say("Jawaban masih sedikit"),
        None,
        say("Kurang dari 30 jawaban: tunggulah sebelum menyimpulkan apa pun."),
    ),
}
# What the list of questions can be narrowed to.
FIGURES: dict[str, Sentence] = {
    "": say("Apa pun"),
    RAISED: say("Ada yang perlu diperiksa"),
    **{raised.value: name for raised, (name, _, _) in FLAGS.items()},
    UNASKED: say("Belum pernah dinilai"),
}
WHY_NOT = {
    Unreliable.DRAWN: say(
        "Peserta menjawab soal yang berbeda-beda, sehingga keandalan tidak dihitung. "
        "Diperlukan kertas soal yang sama bagi semua orang."
    ),
    Unreliable.FEW: say("Diperlukan paling sedikit 10 pengerjaan yang kertas soalnya sama."),
    Unreliable.ONE: say("Diperlukan paling sedikit dua soal."),
    Unreliable.FLAT: say("Semua orang mendapat nilai yang sama."),
}


def figure(value: float | Decimal | None) -> str:
    """Like 0,62, with a real minus; a dash where there is none."""
    return NONE if value is None else str(format_decimal(value, f"0.00;{MINUS}0.00"))


def per_cent(value: float | None) -> str:
    """A share as 62,5%."""
    return NONE if value is None else f"{format_decimal(100 * value, '0.#')}%"


def interval(value: Interval | None) -> str:
    """Like 0,51 sampai 0,72."""
    if value is None:
        return ""
    return str(say("%(low)s sampai %(high)s", low=figure(value.low), high=figure(value.high)))


def flag(raised: Flag) -> tuple[Sentence, str | None, Sentence]:
    """Its name, the kind of its tag, and what to do."""
    return FLAGS[Flag(raised)]


def _urgency(item: Item) -> tuple[int, str]:
    first = item.flags[0] if item.flags else None
    return (len(Flag) if first is None else list(Flag).index(first)), item.key


def _last(value: float | None) -> float:
    return 2.0 if value is None else value


SORTS: dict[str, Callable[[Item], Any]] = {
    "flags": _urgency,
    "key": lambda it: it.key,
    "asked": lambda it: (-it.figures.asked, it.key),
    "facility": lambda it: (_last(it.figures.facility), it.key),
    "discrimination": lambda it: (_last(it.figures.discrimination), it.key),
    "rest": lambda it: (_last(it.figures.rest), it.key),
}


def ordered(items: Sequence[Item], sort: str) -> list[Item]:
    """What is worst first."""
    return sorted(items, key=SORTS[sort])


@dataclass(frozen=True)
class Dot:
    """A question in the picture: from left to right easier, from below to above telling more."""

    x: float
    y: float
    item: Item


def dots(items: Sequence[Item]) -> list[Dot]:
    """Of a field of 300 by 200, in which 1 and -1 lie at the upper and the lower edge."""
    return [
        Dot(round(300 * it.figures.facility, 1), round(100 - 100 * it.figures.rest, 1), it)
        for it in items
        if it.figures.facility is not None and it.figures.rest is not None
    ]


def why_not(reason: Unreliable) -> Sentence:
    return WHY_NOT[Unreliable(reason)]


def enter(bp: Blueprint) -> None:
    shown: tuple[Callable[..., Any], ...] = (figure, per_cent, interval, flag, dots, why_not)
    for show in shown:
        bp.add_app_template_filter(show)
    bp.add_app_template_global(lambda: list(Flag), "all_flags")
