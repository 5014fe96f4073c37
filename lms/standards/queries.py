"""Which rule holds on a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity.models import Post
from lms.identity.queries import in_force
from lms.standards.models import Competency, DevelopmentForm, JpRule, RequiredLevel, YearRule


def competencies() -> Sequence[Competency]:
    return db.session.scalars(select(Competency).order_by(Competency.code)).all()


def competency_names() -> dict[str, str]:
    return {each.code: each.name for each in competencies()}


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


def required_levels(post: Post, day: date) -> dict[str, int]:
    """The level that a post asks for in each competency.

    The post's own row beats its kind's, and a newer row an older one.
    """
    found = db.session.scalars(
        select(RequiredLevel)
        .where(
            or_(RequiredLevel.post_id == post.id, RequiredLevel.post_level == post.level),
            in_force(RequiredLevel.since, RequiredLevel.until, day),
        )
        .order_by(RequiredLevel.post_id.is_not(None), RequiredLevel.since)
    )
    return {each.competency_code: each.level for each in found}
