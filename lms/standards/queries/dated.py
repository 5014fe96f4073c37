"""Which rule holds on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import bindparam, literal, null, or_, select, union_all

from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.prepared import Prepared, texts
from lms.identity.models import PostLevel
from lms.identity.queries import in_force
from lms.standards.models import (
    Competency,
    DevelopmentForm,
    IndexPart,
    JpRule,
    RequiredLevel,
    YearRule,
)
from lms.standards.professionalism import Part


@dataclass(frozen=True)
class Described:
    """A competency as pages tell of it; `levels` are its behaviours, the first level first."""

    code: str
    name: str
    levels: list[Any]


_COMPETENCIES = Prepared(
    select(Competency.code, Competency.name, Competency.levels)
    .where(Competency.code.in_(texts("codes")))
    .order_by(Competency.code)
)


def competencies(codes: Iterable[str]) -> Sequence[Described]:
    """Those of these codes, in the order of their codes."""
    return [Described(*each) for each in _COMPETENCIES.all(codes=list(codes))]


_NAMES = Prepared(select(Competency.code, Competency.name).order_by(Competency.code))
_FORMS = Prepared(select(DevelopmentForm.code, DevelopmentForm.name).order_by(DevelopmentForm.code))
_both = union_all(
    select(Competency.code, null().label("form"), Competency.name),
    select(literal(""), DevelopmentForm.code, DevelopmentForm.name),
).subquery()
_BOTH = Prepared(select(_both).order_by(_both.c.code, _both.c.form))


def names() -> tuple[dict[str, str], dict[int, str]]:
    """Of competencies and of forms, in one statement: for a page that is opened all the time."""
    found = _BOTH.all()
    codes = {code: name for code, form, name in found if form is None}
    return codes, {form: name for _, form, name in found if form is not None}


def competency_names() -> dict[str, str]:
    return {code: name for code, name in _NAMES.all()}  # noqa: C416  tells what they are


def form_names() -> dict[int, str]:
    return {code: name for code, name in _FORMS.all()}  # noqa: C416  the same


def form(code: int) -> DevelopmentForm | None:
    return db.session.get(DevelopmentForm, code)


def jp_rule(form_code: int, day: date) -> JpRule:
    """The rule of a form on the day of completion, the newest of several.

    Raises Invalid where none holds.
    """
    found = db.session.scalar(
        select(JpRule)
        .where(JpRule.form_code == form_code, in_force(JpRule.since, JpRule.until, day))
        .order_by(JpRule.since.desc())
        .limit(1)
    )
    if found is None:
        raise Invalid(
            say("Belum ada aturan JP untuk bentuk %(form)d pada tanggal itu.", form=form_code)
        )
    return found


def year_rule(staff_kind: str, day: date) -> YearRule | None:
    """What a year asks of this kind of staff on `day`, by the newest rule that holds."""
    return db.session.scalar(
        select(YearRule)
        .where(YearRule.staff_kind == staff_kind, in_force(YearRule.since, YearRule.until, day))
        .order_by(YearRule.since.desc())
        .limit(1)
    )


def year_rules(day: date) -> dict[str, YearRule]:
    """The same for every kind of staff that has one."""
    there = in_force(YearRule.since, YearRule.until, day)
    held = db.session.scalars(select(YearRule).where(there).order_by(YearRule.since))
    return {rule.staff_kind: rule for rule in held}  # the newest last


class OfPost(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def level(self) -> PostLevel: ...


_REQUIRED = Prepared(
    select(RequiredLevel.competency_code, RequiredLevel.level)
    .where(
        or_(
            RequiredLevel.post_id == bindparam("post"),
            RequiredLevel.post_level == bindparam("post_level"),
        ),
        in_force(RequiredLevel.since, RequiredLevel.until, bindparam("day")),
    )
    .order_by(RequiredLevel.post_id.is_not(None), RequiredLevel.since)
)


def required_levels(post: OfPost, day: date) -> dict[str, int]:
    """The level that a post asks for in each competency.

    The post's own row beats its kind's, and a newer row an older one.
    """
    return dict(_REQUIRED.all(post=post.id, post_level=post.level, day=day))


def development_forms() -> dict[int, str]:
    """The forms of development that a course may have, by code."""
    found = db.session.execute(
        select(DevelopmentForm.code, DevelopmentForm.name).order_by(DevelopmentForm.code)
    )
    return {row.code: row.name for row in found}


def rules_on(day: date) -> list[tuple[int, str, JpRule | None]]:
    """Each form of development with the rule that holds on `day`, where there is one."""
    held: dict[int, JpRule] = {}
    there = in_force(JpRule.since, JpRule.until, day)
    for rule in db.session.scalars(select(JpRule).where(there).order_by(JpRule.since)):
        held[rule.form_code] = rule  # the newest last
    return [(code, name, held.get(code)) for code, name in form_names().items()]


def rules_of(form_code: int) -> Sequence[JpRule]:
    """Every rule that a form had, has or will have, the newest first."""
    of_form = select(JpRule).where(JpRule.form_code == form_code)
    return db.session.scalars(of_form.order_by(JpRule.since.desc())).all()


_PARTS = Prepared(
    select(
        *(IndexPart.post_level, IndexPart.name, IndexPart.points, IndexPart.jp, IndexPart.forms),
        *(IndexPart.years, IndexPart.proportional, IndexPart.legal_basis, IndexPart.verified),
    )
    .where(in_force(IndexPart.since, IndexPart.until, bindparam("day")))
    .order_by(IndexPart.since, IndexPart.id)
)


def index_parts(day: date) -> dict[PostLevel, list[Part]]:
    """The parts of the competence dimension that hold on `day`, the newest of each, by level."""
    found: dict[PostLevel, dict[str, Part]] = {}
    for level, name, points, jp, forms, *rest in _PARTS.all(day=day):
        part = Part(name, points, jp, frozenset(forms), *rest)
        found.setdefault(PostLevel(level), {})[name] = part
    return {level: list(parts.values()) for level, parts in found.items()}
