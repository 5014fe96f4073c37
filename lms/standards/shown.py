"""How rules and the parts of the index are told."""

from typing import Any

from flask import Blueprint

from lms.foundation.language import Sentence, say
from lms.identity.models import PostLevel
from lms.standards.models import JpMethod, RuleStepKind

ENDS = {
    RuleStepKind.AGREED: say("disetujui"),
    RuleStepKind.REFUSED: say("ditolak"),
    RuleStepKind.WITHDRAWN: say("ditarik"),
}
PARTS = {
    "training": say("Diklat kepemimpinan atau fungsional"),
    "hours": say("Jam pelajaran tahun ini"),
    "seminar": say("Seminar atau lokakarya"),
}
LEVELS = {
    PostLevel.PELAKSANA: say("Pelaksana"),
    PostLevel.FUNGSIONAL: say("Fungsional"),
    PostLevel.PENGAWAS: say("Pengawas (eselon IV)"),
    PostLevel.ADMINISTRATOR: say("Administrator (eselon III)"),
    PostLevel.JPT_PRATAMA: say("JPT pratama (eselon II)"),
    PostLevel.JPT_MADYA: say("JPT madya (eselon I)"),
}


def jp_by_rule(rule: Any) -> Sentence:
    """How a rule, or a change to one, turns into JP."""
    if rule.method == JpMethod.COURSE:
        return say("JP program")
    return say("%(jp)d JP per kegiatan", jp=rule.jp_per_event or 0)


def change_end(kind: str | None) -> Sentence:
    return ENDS[RuleStepKind(kind)] if kind else say("menunggu persetujuan")


def part_name(name: str) -> Sentence | str:
    """A part of the index; one that came by other ways bears its own name."""
    return PARTS.get(name, name)


def level_name(level: str) -> Sentence:
    return LEVELS[PostLevel(level)]


def part_years(years: int | None) -> Sentence:
    if years is None:
        return say("kapan pun")
    return say("tahun itu saja") if years == 1 else say("%(count)d tahun terakhir", count=years)


def part_forms(forms: list[int]) -> Sentence | str:
    return ", ".join(map(str, forms)) or say("semua bentuk")


def part_rule(part: Any) -> Sentence:
    """From how many JP a part, or a change to one, counts."""
    if part.proportional:
        return say("sebanding sampai %(jp)d JP", jp=part.jp)
    return say("penuh mulai %(jp)d JP", jp=part.jp)


def enter(bp: Blueprint) -> None:
    for show in (
        *(jp_by_rule, change_end, part_name, level_name),
        *(part_years, part_forms, part_rule),
    ):
        bp.add_app_template_filter(show)
