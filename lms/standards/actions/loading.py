"""Loading the rows that the product ships; what an officer has changed since is left alone."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from lms.foundation.database import Base, db
from lms.identity.models import PostLevel
from lms.standards.models import (
    Competency,
    DevelopmentForm,
    IndexPart,
    JpMethod,
    JpRule,
    RequiredLevel,
    YearRule,
)

DATA = Path(__file__).parents[1] / "data"
USUAL = "Kelaziman; belum diverifikasi BKD"


def load_standards() -> None:
    """Fill each empty table from the files beside this one; run again, it changes nothing."""
    competencies, codes, rules = _read("competencies"), _read("codes"), _read("rules")
    since: date = rules["since"]
    _fill(Competency, _competencies(competencies))
    _fill(DevelopmentForm, _forms(codes))
    _fill(YearRule, [YearRule(since=since, **each) for each in rules["year_rules"]])
    _fill(JpRule, _jp_rules(rules["jp_rules"], since))
    _fill(RequiredLevel, _required(competencies, since))
    _fill(IndexPart, _index_parts(_read("index")))


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text())


def _fill(model: type[Base], rows: list[Any]) -> None:
    if db.session.scalar(select(model).limit(1)) is None:
        db.session.add_all(rows)
        db.session.flush()


def _competencies(given: Any) -> list[Competency]:
    framework = given["framework"]
    return [Competency(framework=framework, **each) for each in given["competencies"]]


def _forms(codes: Any) -> list[DevelopmentForm]:
    return [
        DevelopmentForm(
            code=code, name=name, certificate_letter=letter, source="SIASN (komunitas, 2025-05)"
        )
        for code, (name, letter) in codes["jenis_diklat"].items()
    ]


def _jp_rules(given: Any, since: date) -> list[JpRule]:
    of_course = [(code, JpMethod.COURSE, None) for code in given["course"]]
    of_event = [(code, JpMethod.PER_EVENT, jp) for code, jp in given["per_event"].items()]
    return [
        JpRule(
            form_code=code,
            method=method,
            jp_per_event=jp,
            earns_again=method == JpMethod.PER_EVENT,  # each event is a new one, a course is not
            since=since,
            legal_basis=given["legal_basis"],
            verified=False,
        )
        for code, method, jp in (*of_course, *of_event)
    ]


def _index_parts(given: Any) -> list[IndexPart]:
    return [
        IndexPart(
            post_level=PostLevel(level),
            name=name,
            points=Decimal(str(group[name])),
            since=given["since"],
            legal_basis=given["legal_basis"],
            proportional=False,
            verified=False,
            **{"forms": given["training_forms"].get(kind), **each},
        )
        for kind, group in given["groups"].items()
        for level in group["levels"]
        for name, each in given["parts"].items()
        if name in group
    ]


def _required(given: Any, since: date) -> list[RequiredLevel]:
    levels = {**given["required_default"], "fungsional": 2}
    return [
        RequiredLevel(
            post_level=PostLevel(kind),
            competency_code=each["code"],
            level=level,
            since=since,
            legal_basis=USUAL,
        )
        for kind, level in levels.items()
        if kind in set(PostLevel)
        for each in given["competencies"]
    ]
