"""How questions, their states and the lines that draw them are said on the pages of the bank."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, url_for

from lms.bank.queries.listing import BANK
from lms.catalog.models import QuestionState
from lms.foundation.language import Sentence, say

TYPES = {
    "single": say("Pilihan ganda"),
    "multiple": say("Pilihan lebih dari satu"),
    "truefalse": say("Benar atau salah"),
    "short": say("Isian singkat"),
    "numeric": say("Angka"),
    "match": say("Menjodohkan"),
    "order": say("Mengurutkan"),
    "cloze": say("Melengkapi kalimat"),
    "sjt": say("Pertimbangan situasi"),
    "essay": say("Esai"),
}
STATES = {
    QuestionState.IN_USE: (say("Dipakai"), "done"),
    QuestionState.STOPPED: (say("Dihentikan"), "warn"),
    QuestionState.RETIRED: (say("Dipensiunkan"), None),
}
FILTERED = {
    "": say("Semua, kecuali yang dipensiunkan"),
    "in_use": say("Dipakai"),
    "stopped": say("Dihentikan"),
    "retired": say("Dipensiunkan"),
    "all": say("Semua"),
}


def question_type(name: str) -> Sentence | str:
    return TYPES.get(name, name)


def question_state(state: QuestionState) -> tuple[Sentence, str | None]:
    """The word and the kind of its tag."""
    return STATES[state]


def question_url(key: str, endpoint: str = "bank.question", **more: Any) -> str:
    owner, _, identifier = key.partition("#")
    return url_for(endpoint, owner=owner, identifier=identifier, **more)


def line_words(line: Any) -> str:
    """What a line of a blueprint asks for."""
    level = say("jenjang %(level)d", level=line.level) if line.level else ""
    topic = say("topik %(topic)s", topic=line.topic) if line.topic else ""
    asked = [str(each) for each in (line.competency, level, topic) if each]
    return ", ".join(asked) or str(say("Soal apa pun"))


def tags(competency: str | None, level: int | None) -> str:
    """Like M.5, jenjang 2."""
    said = str(say("jenjang %(level)d", level=level)) if level else ""
    return ", ".join(each for each in (competency, said) if each) or "–"


def of_codes(names: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    """The names of these codes, in their order; a code without a name is its own."""
    return {code: names.get(code, code) for code in codes}


def bank_choice(file: tuple[str, str]) -> tuple[str, Sentence]:
    """What the filter of places offers for a file of the bank."""
    slug, title = file
    return f"{BANK}{slug}", say("Bank: %(title)s", title=title)


def course_choice(course: tuple[str, str]) -> tuple[str, Sentence]:
    slug, title = course
    return slug, say("Kuis di %(title)s", title=title)


def enter(bp: Blueprint) -> None:
    shown: tuple[Any, ...] = (
        *(question_type, question_state, question_url, line_words),
        *(of_codes, bank_choice, course_choice),
    )
    for show in shown:
        bp.add_app_template_filter(show)
    bp.add_app_template_global(tags, "question_tags")
