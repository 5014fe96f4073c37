"""The demonstration is what a newcomer meets first, so it shows what the product is for."""

from lms.demo.people import NAMED
from lms.foundation import clock
from lms.identity.queries import person_by_nip
from lms.mentoring import queries
from sites import Home


def _mentor() -> int:
    nip = NAMED["mentor"][1]
    found = person_by_nip(nip)
    assert found
    return found.id


def test_mentees_have_answered_their_mentor(home: Home) -> None:
    with home.inside():
        talks = queries.talks(_mentor())
        assert any(each.new for each in talks), "something to read at once"
        assert any(each.last_author_id == each.person_id and not each.new for each in talks)


def test_what_waits_for_anybody_is_weeks_old_and_not_months(home: Home) -> None:
    with home.inside():
        days = [(clock.now() - sent.submitted_at).days for sent, _ in queries.late()]
    assert days
    assert max(days) < 45, days
