"""A correction follows the wrong record; it never takes its place in the books."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from lms.records import policies, queries
from lms.records.actions import Change, correct_completion
from lms.records.models import Completion, CompletionPerson, JpCredit
from registers import NOW, Register, completions

DAY = date(2026, 5, 4)
WHY = "JP keliru disalin dari surat tugas"


@pytest.fixture
def wrong(register: Register, cast: Cast) -> UUID:
    """Rani's record, with 4 JP where 6 are right."""
    return register.add(cast.rani, DAY)


def correct(completion: UUID, officer: int, why: str = WHY, **change: object) -> UUID:
    with transaction():
        return correct_completion(completion, officer, why, Change(**change)).id  # type: ignore[arg-type]  # as named


def ledger() -> list[tuple[date, int]]:
    db.session.rollback()
    found = db.session.execute(select(JpCredit.credited_on, JpCredit.jp).order_by(JpCredit.id))
    return [(each.credited_on, each.jp) for each in found]


def credited(cast: Cast) -> int:
    db.session.rollback()
    return queries.year_picture(cast.rani.id, DAY).credited


def test_it_is_a_new_row_that_names_the_old_one_the_reason_and_the_officer(
    wrong: UUID, cast: Cast
) -> None:
    correct(wrong, cast.siti.id, jp=6)
    old, better = completions()
    assert (old.id, old.jp, old.replaces) == (wrong, 4, None)
    assert (better.replaces, better.reason, better.recorded_by) == (wrong, WHY, str(cast.siti.id))
    assert (better.position, better.jp, better.minutes) == (2, 6, 270)
    assert better.enrolment_id == old.enrolment_id
    assert db.session.get_one(CompletionPerson, better.id).name == "Rani Anggraini"
    trail = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "corrected")).one()
    assert (trail.actor_id, trail.agency_id) == (cast.siti.id, cast.province)


def test_the_old_hours_are_reversed_and_the_new_ones_credited(wrong: UUID, cast: Cast) -> None:
    correct(wrong, cast.siti.id, jp=6)
    assert ledger() == [(DAY, 4), (DAY, -4), (DAY, 6)]
    assert credited(cast) == 6


def test_everyone_reads_the_current_view(wrong: UUID, cast: Cast) -> None:
    correct(wrong, cast.siti.id, jp=6)
    everything = queries.Wanted()
    scope = queries.scope_of(cast.siti.id)
    assert [each.jp for each in queries.completions_of(cast.rani.id)] == [6]
    assert queries.register_sums(scope, everything).jp == 6
    assert [each.jp for each in queries.register_page(scope, everything, "completed", 1)] == [6]


def test_a_correction_can_be_corrected_but_no_record_twice(wrong: UUID, cast: Cast) -> None:
    second = correct(wrong, cast.siti.id, jp=6)
    with pytest.raises(Conflict, match="sudah dikoreksi"):
        correct(wrong, cast.siti.id, jp=8)
    correct(second, cast.siti.id, "Surat tugas yang benar: 5 JP", jp=5)
    assert [each.jp for each in completions()] == [4, 6, 5]
    assert credited(cast) == 5


def test_a_record_that_should_not_be_comes_to_nothing(wrong: UUID, cast: Cast) -> None:
    correct(wrong, cast.siti.id, "Dikerjakan orang lain", jp=0)
    assert ledger() == [(DAY, 4), (DAY, -4)]
    assert credited(cast) == 0


def test_another_day_moves_the_hours_to_its_year(wrong: UUID, cast: Cast) -> None:
    correct(wrong, cast.siti.id, completed_at=datetime(2025, 12, 31, 17, tzinfo=UTC))
    assert ledger() == [(DAY, 4), (DAY, -4), (date(2026, 1, 1), 4)]
    assert completions()[1].completed_on == date(2026, 1, 1)


def test_a_better_score_leaves_the_hours_as_they_were(wrong: UUID, cast: Cast) -> None:
    correct(wrong, cast.siti.id, score=Decimal("91.25"))
    assert [each.score for each in completions()] == [Decimal("82.50"), Decimal("91.25")]
    assert credited(cast) == 4


REFUSED = {
    "no reason": ("   ", {"jp": 6}, "reason"),
    "less than nothing": (WHY, {"jp": -1}, "jp"),
    "more than everything": (WHY, {"score": Decimal(101)}, "score"),
    "not yet": (WHY, {"completed_at": NOW + timedelta(hours=1)}, "completed_at"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_right_is_refused_by_its_field(wrong: UUID, cast: Cast, name: str) -> None:
    why, change, field = REFUSED[name]
    with pytest.raises(Invalid) as refusal:
        correct(wrong, cast.siti.id, why, **change)
    assert list(refusal.value.fields) == [field]
    assert len(completions()) == 1


def test_there_is_nothing_to_correct_where_there_is_no_record(app: Flask, cast: Cast) -> None:
    with pytest.raises(NotFound):
        correct(uuid4(), cast.siti.id)


def test_the_officer_of_the_agency_may_and_others_may_not(wrong: UUID, cast: Cast) -> None:
    record = db.session.get_one(Completion, wrong)
    assert policies.may_correct(cast.siti.id, record)
    for other in (cast.rani, cast.yusuf, cast.amin, cast.murni, cast.wati):
        assert not policies.may_correct(other.id, record), other.name


def test_nobody_corrects_their_own_learning(register: Register, cast: Cast) -> None:
    own = db.session.get_one(Completion, register.add(cast.siti, DAY))
    assert not policies.may_correct(cast.siti.id, own)


def test_an_officer_of_one_unit_corrects_that_units_records_only(
    wrong: UUID, register: Register, cast: Cast
) -> None:
    with transaction():
        hendra = db.session.get_one(Person, cast.hendra.id)
        unit = cast.units["kominfo"]
        give_grant(hendra, Role.BKD_OFFICER, cast.province, since=DAY, unit_id=unit)
    elsewhere = register.add(cast.nurul, DAY)
    assert policies.may_correct(cast.hendra.id, db.session.get_one(Completion, wrong))
    assert not policies.may_correct(cast.hendra.id, db.session.get_one(Completion, elsewhere))
