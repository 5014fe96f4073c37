"""What may be the same training twice, among claims and completions."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from lms.foundation.database import db, rows
from lms.foundation.errors import Invalid
from lms.records.models import LIVE, Claim, Completion
from lms.records.queries.wanted import CURRENT
from lms.standards.queries import jp_rule


def number_key(number: str) -> str:
    """The letters and digits of a certificate's number: dashes and spaces are written at will."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    return re.sub(r"[\W_]+", "", plain)


def title_key(title: str) -> str:
    plain = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", plain))


@dataclass(frozen=True)
class Alike:
    """What may be the same training: a claim of the person, or a course completed here."""

    title: str
    day: date
    claim_id: UUID | None = None
    same_number: bool = False


def alike(one: Claim) -> list[Alike]:
    """Claims and completions of the same person that this one may repeat."""
    if one.state not in LIVE:
        return []
    other = (Claim.person_id == one.person_id, Claim.id != one.id, Claim.state.in_(LIVE))
    claims = db.session.scalars(select(Claim).where(*other).order_by(Claim.ended_on)).all()
    again = _earns_again(one)
    return [
        Alike(it.title, it.ended_on, it.id, _same_number(one, it))
        for it in claims
        if _same_number(one, it) or _same_training(one, it, again)
    ] + _completed(one)


def _earns_again(one: Claim) -> bool:
    try:
        return jp_rule(one.form_code, one.ended_on).earns_again
    except Invalid:
        return True


def _same_number(one: Claim, it: Claim) -> bool:
    return bool(one.number_key) and one.number_key == it.number_key


def _same_training(one: Claim, it: Claim, again: bool) -> bool:
    """In overlapping days; where its form earns no JP again, in the whole year too."""
    if title_key(one.title) != title_key(it.title) or one.form_code != it.form_code:
        return False
    overlaps = one.began_on <= it.ended_on and it.began_on <= one.ended_on
    return overlaps or (not again and one.ended_on.year == it.ended_on.year)


def _completed(one: Claim) -> list[Alike]:
    here = rows(
        select(Completion.course_title, Completion.completed_on).where(
            Completion.person_id == one.person_id,
            Completion.completed_on.between(one.began_on, one.ended_on),
            CURRENT,
        )
    )
    key = title_key(one.title)
    return [Alike(*each) for each in here if title_key(each.course_title) == key]


def others_alike(one: Claim) -> int:
    """How many other people sent the same certificate's number or the very same file."""
    same = Claim.proof_digest == one.proof_digest
    if one.number_key:
        same = or_(same, Claim.number_key == one.number_key)
    others = (Claim.person_id != one.person_id, Claim.state.in_(LIVE), same)
    return db.session.scalar(select(func.count(Claim.person_id.distinct())).where(*others)) or 0
