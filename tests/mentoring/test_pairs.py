"""Pairs of mentor and mentee: one mentor at a time, a grant that comes and goes, a word at six."""

from datetime import date

import pytest

from cast import Cast
from essays import Writer, pair_up, the_pair
from lms.assignments.policies import may_review
from lms.assignments.queries import submission
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.identity.models import Grant, Role
from lms.mentoring import queries
from lms.mentoring.actions import end_pair, pair
from lms.mentoring.policies import may_follow

SINCE = date(2026, 1, 1)


def test_a_pair_brings_the_grant_that_opens_the_mentees_work(cast: Cast, rani: Writer) -> None:
    sent = submission(rani.hand_in())
    assert not may_review(sent, cast.hendra.id)
    pair_up(cast.hendra, cast.rani)
    grant = db.session.get_one(Grant, the_pair(cast).grant_id)
    assert (grant.role, grant.person_id, grant.subject_id) == (
        Role.MENTOR,
        cast.hendra.id,
        cast.rani.id,
    )
    assert may_review(sent, cast.hendra.id)
    assert may_follow(cast.rani.id, cast.hendra.id)
    assert not may_follow(cast.hendra.id, cast.rani.id)
    assert not may_follow(cast.dedi.id, cast.hendra.id)


def test_an_ended_pair_closes_it_again(cast: Cast, rani: Writer) -> None:
    sent = submission(rani.hand_in())
    pair_up(cast.hendra, cast.rani)
    with transaction():
        end_pair(the_pair(cast), clock.today())
    assert not may_review(sent, cast.hendra.id)
    assert queries.mentor_of(cast.rani.id) is None
    assert queries.mentees(cast.hendra.id) == []
    with pytest.raises(Conflict), transaction():
        end_pair(the_pair(cast), clock.today())


def test_a_pair_lasts_at_least_its_first_day(cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani, clock.today())
    with transaction():
        end_pair(the_pair(cast), clock.today())
    ended = the_pair(cast)
    assert ended.until is not None
    assert (ended.until - ended.since).days == 1
    assert db.session.get_one(Grant, ended.grant_id).until == ended.until


def test_nobody_is_their_own_mentor(cast: Cast) -> None:
    with pytest.raises(Invalid, match="dirinya sendiri"), transaction():
        pair(cast.rani.id, cast.rani.id, since=SINCE)


def test_a_period_ends_after_it_begins(cast: Cast) -> None:
    with pytest.raises(Invalid, match="berakhir setelah"), transaction():
        pair(cast.hendra.id, cast.rani.id, since=SINCE, until=SINCE)


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (date(2026, 3, 1), None, False),
        (date(2025, 12, 1), date(2026, 3, 1), False),
        (date(2025, 12, 1), date(2026, 2, 1), True),
        (date(2026, 6, 1), None, True),
        (date(2026, 5, 31), None, False),
    ],
)
def test_one_mentor_at_a_time(cast: Cast, since: date, until: date | None, fits: bool) -> None:
    with transaction():
        pair(cast.hendra.id, cast.rani.id, since=date(2026, 2, 1), until=date(2026, 6, 1))
    if fits:
        with transaction():
            pair(cast.nurul.id, cast.rani.id, since=since, until=until)
        return
    with pytest.raises(Conflict, match="sudah mempunyai mentor"), transaction():
        pair(cast.nurul.id, cast.rani.id, since=since, until=until)


def test_whom_no_unit_knows_cannot_be_paired(cast: Cast) -> None:
    with pytest.raises(Invalid, match="belum ditempatkan"), transaction():
        pair(cast.hendra.id, cast.rani.id, since=date(2019, 1, 1))


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_sixth_mentee_brings_a_warning_and_not_a_wall(cast: Cast) -> None:
    for name in ("rani", "dedi", "wati", "nurul", "siti"):
        pair_up(cast.hendra, cast.people[name])
    assert queries.capacity_warning(cast.hendra.id) is None
    pair_up(cast.hendra, cast.amin)
    warning = queries.capacity_warning(cast.hendra.id)
    assert "6 orang; anjurannya paling banyak 5" in str(warning)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_mentor_of_another_agency_is_granted_in_the_mentees(cast: Cast) -> None:
    pair_up(cast.hendra, cast.lestari)
    found = queries.mentor_of(cast.lestari.id)
    assert found is not None
    assert found.name == "Hendra Saputra"
    grant = db.session.scalars(db.select(Grant).where(Grant.role == Role.MENTOR)).one()
    assert grant.agency_id == cast.city
