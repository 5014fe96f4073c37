"""How results are laid out for the templates."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask import Blueprint, url_for
from flask_babel import format_decimal
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Outline
from lms.evaluation import policies
from lms.evaluation.groups import LEAST
from lms.evaluation.queries import Outcome
from lms.foundation.language import Sentence, say
from lms.web.shown import number

KIND = "survey"


def two_decimals(value: Decimal) -> str:
    """Like 3,50."""
    return str(format_decimal(value, "#,##0.00"))


def percent(count: int, total: int) -> int:
    return int((Decimal(100 * count) / (total or 1)).quantize(Decimal(1), ROUND_HALF_UP))


def people(count: int) -> str:
    """How many, where it may be told."""
    return number(count) if count >= LEAST else str(say("kurang dari %(least)d", least=LEAST))


def point(value: int, label: str, kind: str) -> str:
    """A point of a scale has a number and may have words; an option has words."""
    return label if kind == "choice" else f"{value} {label}".strip()


def bars(outcome: Outcome) -> list[dict[str, Any]]:
    """The points or options of a question as its chart takes them."""
    kind = outcome.facts["type"]
    return [
        {
            "name": point(value, label, kind),
            "count": count,
            "share": percent(count, outcome.count),
        }
        for value, label, count in outcome.shares
    ]


def revision_names(numbers: list[int]) -> dict[int, Sentence]:
    return {number: say("Revisi %(number)s", number=number) for number in numbers}


def hidden_because(outcome: Outcome) -> Sentence:
    """Why nothing of a question is told."""
    if outcome.too_few:
        return say("Belum ditampilkan: jawabannya kurang dari %(least)d.", least=LEAST)
    return say(
        "Tidak ditampilkan dengan saringan ini: selisihnya dengan hasil lain akan memuat kurang "
        "dari %(least)d jawaban.",
        least=LEAST,
    )


def survey_results(outline: Outline) -> list[tuple[str, str]]:
    """The results that the reader may open on this course's page: title and address."""
    surveys = [module for module in outline.modules if module.kind == KIND]
    if not surveys:
        return []
    course = catalog.course(outline.course_slug)
    if not policies.may_read_results(current_user.id, course):
        return []
    return [
        (it.title, url_for("evaluation.results", slug=course.slug, module_slug=it.slug))
        for it in surveys
    ]


def enter(bp: Blueprint) -> None:
    shown: tuple[Any, ...] = (two_decimals, people, point, bars, revision_names, hidden_because)
    for show in (*shown, survey_results):
        bp.add_app_template_filter(show)
