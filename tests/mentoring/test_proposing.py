"""Proposals of pairs: who must agree, what is refused, and a history that only grows."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cast import Cast
from essays import pair_up
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.identity.models import Grant, Membership, Person, Role
from lms.mentoring import actions, queries
from lms.mentoring.actions import Wish
from lms.mentoring.models import MentorPlaces, Pair, Proposer
from lms.mentoring.policies import may_follow
from matches import GOALS, accept, ask, kinds, standing, the

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DAY = timedelta(days=1)


def grants() -> list[Grant]:
    db.session.rollback()
    return list(db.session.scalars(select(Grant).where(Grant.role == Role.MENTOR)))


def test_what_a_mentee_asks_needs_only_the_mentor(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    assert standing(asked) == "waiting"
    assert queries.unanswered(asked) == {cast.hendra.id}
    assert not grants()
    accept(asked, cast.hendra)
    assert standing(asked) == "running"
    assert may_follow(cast.rani.id, cast.hendra.id)
    assert kinds(asked) == ["proposed", "accepted", "began"]


def test_what_a_mentor_offers_needs_only_the_mentee(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani, Proposer.MENTOR)
    with pytest.raises(NotAllowed), transaction():
        actions.accept(asked, cast.hendra.id)
    accept(asked, cast.rani)
    assert standing(asked) == "running"


@pytest.mark.parametrize("role", [Proposer.OFFICER, Proposer.UNIT_HEAD])
def test_what_an_officer_or_head_proposes_needs_both(cast: Cast, role: Proposer) -> None:
    asked = ask(cast.hendra, cast.rani, role, cast.yusuf)
    accept(asked, cast.rani)
    assert standing(asked) == "waiting"
    assert not grants()
    with pytest.raises(NotAllowed, match="tidak menunggu jawaban Anda"), transaction():
        actions.accept(asked, cast.rani.id)
    accept(asked, cast.hendra)
    assert standing(asked) == "running"
    assert kinds(asked) == ["proposed", "accepted", "accepted", "began"]


def test_nobody_else_answers_and_nobody_answers_twice(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    for act in (
        lambda: actions.accept(asked, cast.dedi.id),
        lambda: actions.decline(asked, cast.dedi.id, "Tidak."),
        lambda: actions.withdraw(asked, cast.hendra.id),
    ):
        with pytest.raises(NotAllowed), transaction():
            act()
    accept(asked, cast.hendra)
    with pytest.raises(Conflict), transaction():
        actions.accept(asked, cast.hendra.id)


def test_a_refusal_says_why_and_leaves_the_two_free_for_another(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    with pytest.raises(Invalid) as refused, transaction():
        actions.decline(asked, cast.hendra.id, "  ")
    assert "reason" in refused.value.fields
    with transaction():
        actions.decline(asked, cast.hendra.id, "Saya sedang tugas belajar.")
    assert standing(asked) == "declined"
    assert queries.steps(asked)[-1].reason == "Saya sedang tugas belajar."
    assert ask(cast.hendra, cast.rani) != asked


def test_who_proposed_takes_it_back(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    with transaction():
        actions.withdraw(asked, cast.rani.id)
    assert standing(asked) == "withdrawn"
    with pytest.raises(Conflict), transaction():
        actions.accept(asked, cast.hendra.id)


def test_other_askings_lapse_when_the_mentee_finds_a_mentor(cast: Cast) -> None:
    first, second = ask(cast.hendra, cast.rani), ask(cast.yusuf, cast.rani)
    accept(second, cast.yusuf)
    assert (standing(first), standing(second)) == ("lapsed", "running")
    assert kinds(first)[-1] == "lapsed"


@SQLITE
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"mentor": "rani"}, "dirinya sendiri"),
        ({"since": -1}, "paling awal hari ini"),
        ({"until": 0}, "berakhir setelah"),
        ({"goals": " "}, "wajib diisi"),
        ({"goals": "x" * 2001}, "Paling panjang"),
        ({"mentor": "lestari"}, "instansi yang sama"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    cast: Cast, changed: dict[str, object], sentence: str
) -> None:
    today = clock.today()
    mentor = cast.people[str(changed.get("mentor", "hendra"))]
    since = today + int(str(changed.get("since", 0))) * DAY
    until = today + int(str(changed.get("until", 30))) * DAY
    goals = str(changed.get("goals", GOALS))
    wish = Wish(mentor.id, cast.rani.id, since, until, goals, Proposer.MENTEE, cast.rani.id)
    with pytest.raises(Invalid) as refused, transaction():
        actions.propose(wish)
    said = [str(refused.value), *map(str, refused.value.fields.values())]
    assert any(sentence in each for each in said)


@SQLITE
@pytest.mark.parametrize("who", ["hendra", "rani"])
def test_who_left_the_service_cannot_be_paired(cast: Cast, who: str) -> None:
    asked = ask(cast.hendra, cast.rani)
    with transaction():
        db.session.get_one(Person, cast.people[who].id).active = False
    with pytest.raises(Invalid, match="tidak aktif"):
        ask(cast.people[who], cast.dedi)
    with pytest.raises(Invalid, match="tidak aktif"):
        accept(asked, cast.hendra)


@SQLITE
def test_who_moved_to_another_agency_since_cannot_be_accepted(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    with transaction():
        placed = db.session.scalars(
            select(Membership).where(Membership.person_id == cast.rani.id)
        ).one()
        placed.unit_id = cast.units["dukcapil"]
    with pytest.raises(Invalid, match="instansi yang sama"):
        accept(asked, cast.hendra)


def test_the_same_two_are_asked_once_at_a_time_whoever_would_guide(cast: Cast) -> None:
    ask(cast.hendra, cast.rani)
    for mentor, mentee in ((cast.hendra, cast.rani), (cast.rani, cast.hendra)):
        with pytest.raises(Conflict, match="masih menunggu jawaban"):
            ask(mentor, mentee)


def test_the_same_two_are_never_two_running_pairs(cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    with pytest.raises(Conflict, match="sudah mempunyai mentor"):
        ask(cast.hendra, cast.rani)
    with pytest.raises(Conflict, match="peran sebaliknya"):
        ask(cast.rani, cast.hendra)


@SQLITE
def test_a_full_mentor_is_asked_only_by_the_officer(cast: Cast) -> None:
    for name in ("dedi", "wati", "nurul", "siti", "amin"):
        pair_up(cast.hendra, cast.people[name])
    assert queries.places([cast.hendra.id])[cast.hendra.id].left == 0
    for role, by in ((Proposer.MENTEE, None), (Proposer.UNIT_HEAD, cast.yusuf)):
        with pytest.raises(Conflict, match="sudah penuh"):
            ask(cast.hendra, cast.rani, role, by)
    accept(ask(cast.hendra, cast.rani, Proposer.OFFICER, cast.yusuf), cast.rani, cast.hendra)
    assert queries.places([cast.hendra.id])[cast.hendra.id].taken == 6


def test_a_mentor_says_how_many_they_can_follow(cast: Cast) -> None:
    with transaction():
        actions.offer_places(cast.hendra.id, 3)
        actions.offer_places(cast.hendra.id, 0)
    found = queries.places([cast.hendra.id, cast.yusuf.id])
    assert (found[cast.hendra.id].left, found[cast.yusuf.id].left) == (0, queries.CAPACITY)
    with pytest.raises(Conflict, match="sudah penuh"):
        ask(cast.hendra, cast.rani)
    with pytest.raises(Invalid), transaction():
        actions.offer_places(cast.hendra.id, 21)
    assert len(db.session.scalars(select(MentorPlaces)).all()) == 2


def test_an_asking_whose_days_are_over_is_not_accepted(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani, until=clock.today() + DAY)
    late = ask(cast.hendra, cast.dedi)
    with clock.at(clock.now() + 3 * DAY):
        with pytest.raises(Conflict, match="sudah lewat"):
            accept(asked, cast.hendra)
        accept(late, cast.hendra)
        assert the(late).pair_since == clock.today()  # never in the past of the consent


def test_a_pair_called_off_before_it_begins_opens_nothing(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani, since=clock.today() + 10 * DAY)
    accept(asked, cast.hendra)
    assert standing(asked) == "upcoming"
    with transaction():
        actions.end_early(asked, cast.rani.id, "Mutasi.")
    assert standing(asked) == "ended"
    assert not grants()
    with clock.at(clock.now() + 10 * DAY):
        assert not may_follow(cast.rani.id, cast.hendra.id)
        assert queries.mentees(cast.hendra.id) == []


def test_ending_needs_a_reason_and_comes_once(cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    (found,) = queries.proposals_of(cast.rani.id)
    with pytest.raises(Invalid), transaction():
        actions.end_early(found.id, cast.rani.id, "")
    with transaction():
        actions.end_early(found.id, cast.rani.id, "Mutasi.")
    assert standing(found.id) == "ended"
    assert not may_follow(cast.rani.id, cast.hendra.id)
    with pytest.raises(Conflict), transaction():
        actions.end_early(found.id, cast.hendra.id, "Lagi.")


def test_a_pair_whose_time_ran_out_is_over(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    accept(asked, cast.hendra)
    with clock.at(clock.now() + 200 * DAY):
        assert standing(asked) == "over"
        assert queries.mentor_of(cast.rani.id) is None


@pytest.mark.parametrize("table", ["pair_step", "mentor_places"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
def test_the_history_is_never_rewritten(cast: Cast, table: str, change: str) -> None:
    ask(cast.hendra, cast.rani)
    with transaction():
        actions.offer_places(cast.hendra.id, 3)
    with pytest.raises(DBAPIError, match="never rewritten"), transaction():
        db.session.execute(text(change.format(table)))


@SQLITE
def test_every_step_leaves_an_audit_row_without_the_reason(cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    accept(asked, cast.hendra)
    with transaction():
        actions.end_early(asked, cast.hendra.id, "Pindah tugas.")
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "proposal")).all()
    verbs = [each.verb.removesuffix("-pair-proposal") for each in rows]
    assert verbs == ["proposed", "accepted", "began", "ended"]
    assert "Pindah" not in str([each.detail for each in rows])


@SQLITE
def test_every_pair_has_its_proposal_and_grant(cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    made = db.session.scalars(select(Pair)).one()
    assert queries.proposal_of(made.id).standing == queries.Standing.RUNNING
    assert len(grants()) == 1
