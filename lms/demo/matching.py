"""Proposals of mentors in every state, so that each page of theirs has something to show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, select

from lms.assignments.models import Review, Submission
from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import Person
from lms.mentoring import actions
from lms.mentoring.actions import Wish
from lms.mentoring.models import Pair, Proposer

GOALS = (
    "Menyusun rencana perbaikan layanan yang disetujui atasan sebelum akhir masa bimbingan.",
    "Menulis memo kebijakan satu halaman yang dapat langsung dipakai pimpinan.",
    "Memimpin satu rapat lintas bidang dan menindaklanjuti keputusannya.",
)


@dataclass
class Matching:
    """Those of the province who have no mentor, and days counted back from now."""

    province: Province
    free: list[Person]
    now: datetime

    def take(self) -> Person:
        return self.free.pop(0)

    def ask(self, mentor: Person, mentee: Person, role: Proposer, ago: int, starts: int = 0) -> int:
        """Propose so many days ago, for half a year; answers the proposal's id."""
        by = {Proposer.MENTOR: mentor, Proposer.MENTEE: mentee}.get(role) or self.officer(role)
        with clock.at(self.now - timedelta(days=ago)):
            since = clock.today() + timedelta(days=starts)
            until = since + timedelta(days=182)
            goals = GOALS[ago % len(GOALS)]
            return actions.propose(Wish(mentor.id, mentee.id, since, until, goals, role, by.id)).id

    def officer(self, role: Proposer) -> Person:
        key = "unit_head" if role == Proposer.UNIT_HEAD else "bpsdm_penyelenggara"
        return self.province.named[key]

    def accept(self, proposal_id: int, ago: int, *people: Person) -> None:
        with clock.at(self.now - timedelta(days=ago)):
            for person in people:
                actions.accept(proposal_id, person.id)


def tell_of_pairs(province: Province, mentors: dict[int, Person]) -> None:
    """What waits, what was refused, taken back or let go, what will begin, what ended."""
    home = province.agencies[PROVINCE].id
    seniors = {mentor.id for mentor in mentors.values()}
    free = [
        each
        for each in province.crowd
        if each.active
        and province.homes[each.id].agency_id == home
        and each.id not in mentors
        and each.id not in seniors
    ]
    told = Matching(province, free, clock.now())
    _what_waits(told)
    _what_was_answered(told)
    _what_runs(told)
    _what_ended_early(told)


def _what_waits(told: Matching) -> None:
    """For Hendra twice, for Wati, and at Kominfo for one side of two."""
    named = told.province.named
    hendra, yusuf = named["mentor"], named["unit_head"]
    actions.offer_places(hendra.id, 7)
    told.ask(hendra, named["administrator"], Proposer.MENTEE, 2)
    told.ask(hendra, told.take(), Proposer.OFFICER, 4)
    told.ask(told.take(), named["trainer"], Proposer.MENTOR, 1)
    office = told.province.homes[yusuf.id].path
    below = [each for each in told.free if told.province.homes[each.id].path.startswith(office)]
    for person in below[:2]:
        told.free.remove(person)
    half = told.ask(below[0], below[1], Proposer.UNIT_HEAD, 5)
    told.accept(half, 3, below[0])


def _what_was_answered(told: Matching) -> None:
    """Declined with a reason, taken back, and let go since another mentor was found first."""
    hendra, mentee = told.province.named["mentor"], told.take()
    with clock.at(told.now - timedelta(days=20)):
        refused = told.ask(hendra, mentee, Proposer.MENTEE, 21)
        actions.decline(
            refused, hendra.id, "Sampai Desember saya menyiapkan SPBE; mari tahun depan."
        )
    mentor, mentee = told.take(), told.take()
    taken_back = told.ask(mentor, mentee, Proposer.MENTOR, 16)
    with clock.at(told.now - timedelta(days=15)):
        actions.withdraw(taken_back, mentor.id)
    asked, other = told.take(), told.take()
    told.ask(asked, mentee, Proposer.MENTEE, 12)
    second = told.ask(other, mentee, Proposer.MENTEE, 12)
    told.accept(second, 11, other)  # the first lapses


def _what_runs(told: Matching) -> None:
    """Agreed for a day to come; agreed by both whom the officer asked; and run its time."""
    mentor, mentee = told.take(), told.take()
    told.accept(told.ask(mentor, mentee, Proposer.MENTEE, 6, starts=20), 5, mentor)
    mentor, mentee = told.take(), told.take()
    told.accept(told.ask(mentor, mentee, Proposer.OFFICER, 30), 28, mentor, mentee)
    mentor, mentee = told.province.named["mentor"], told.take()
    told.accept(told.ask(mentor, mentee, Proposer.MENTOR, 230), 225, mentee)


def _what_ended_early(told: Matching) -> None:
    """A mentor of a year who moved on; what they judged can still be read."""
    judged = and_(Submission.person_id == Pair.mentee_id, Review.reviewer_id == Pair.mentor_id)
    others = Pair.mentor_id != told.province.named["mentor"].id
    worked = select(Pair).join(Submission, Submission.person_id == Pair.mentee_id)
    worked = worked.join(Review, Review.submission_id == Submission.id).where(judged, others)
    with clock.at(told.now - timedelta(days=9)):
        ended = db.session.scalars(worked.order_by(Pair.id.desc()).limit(1)).one()
        actions.end_pair(ended, clock.today(), ended.mentor_id, "Saya pindah tugas ke Bappeda.")
