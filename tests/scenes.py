"""The people of one site whose pages are opened, as far in their courses as the pages need."""

# long: one scene for all kinds of pages

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select

import everytype
from awards import let_have
from courses import SLUG as SMALL
from courses import publish_course
from cutpanels import let_judge
from desks import end_of_a_role, end_of_a_token, person_id
from elsewheres import let_jp_wait
from exams import place_of_essay, sit_essays
from exchanges import bring
from hooked import let_hear
from lms.assessment.actions import start
from lms.assessment.models import Attempt
from lms.assignments.models import Submission
from lms.catalog import queries as catalog
from lms.certificates.queries import Shown
from lms.demo.offices import PROVINCE
from lms.demo.story import Stage
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.actions import ask_reset
from lms.identity.models import Agency
from lms.identity.models import Person as Employee
from lms.learning import actions as learning
from lms.learning.models import Contribution
from lms.learning.queries import visit
from lms.mentoring.models import Thread
from lms.mentoring.queries import proposals_of
from lms.notices.actions import Told, tell
from lms.seals.actions import ensure_key
from manuscripts import let_hand_over, let_referee, let_write
from meetings import publish_today
from newcomers import COURSE, Newcomer, join
from obliged import let_oblige
from offers import publish_offers
from opinions import let_answer
from queues import Waiters, let_wait
from rosters import bring_rosters
from sendings import let_stop
from sites import Home, Site
from together import gather, publish_together
from windows import Person

FINAL, REFEREED, SOUGHT = "kuis-akhir", "pelayanan-publik", "kepemimpinan"
TOGETHER, A_DAY = "bersama", timedelta(days=1)  # the case study there is written in groups


@dataclass(frozen=True)
class Scene:
    """The people of one site whose pages are opened, and the ids of what is theirs."""

    site: Site
    new: Newcomer  # has not enrolled
    sitting: Newcomer  # in the middle of the quiz
    passed: Newcomer
    returned: Newcomer
    done: Newcomer
    attempt: UUID
    enrolment: int  # of the one in the middle of the quiz
    essay: str  # where one is marked
    waits: str  # its author's result
    regrade: str  # where a question of the same quiz is corrected
    parted: str  # where the key of a question in parts is corrected
    uninviting: str  # where a judge's invitation is taken back
    writing: str  # the page of an essay that is being written
    result: UUID
    every_type: UUID  # an attempt at a quiz of every type, and the result of one
    every_result: UUID
    waiting: UUID  # a submission on the mentor's desk
    judged: UUID
    thread: int
    talk: int  # a thread of the discussion, with what its leaders did
    pair: int  # the proposal of a pair that runs
    learner_id: int
    role: str  # where the trainer's role is ended
    code: str  # opens the page of a new password
    notice: int  # which the learner was told
    waits_for: Waiters  # places in a run, and a programme
    brought: int  # a file of questions that waits for a decision
    rosters: tuple[str, ...]  # one to decide, one whose columns must be told, one that was done
    waiting_jp: tuple[UUID, UUID, UUID]  # a claim of the learner, and changes to rules
    handed: tuple[str, str]  # where a course is offered to that person, and where a share is ended
    obliged: tuple[int, int, int]  # a draft of a mandate, one in force, and a duty by it
    hook: str  # a receiver of webhooks; one message for it failed
    award: Shown  # the certificate of who is done
    revoking: str  # where a program's token is taken back
    sent: int  # a sending to SIASN that stopped, with the record of who is done

    def __getattr__(self, role: str) -> Person:
        return self.site.people[role]


# long: one field of the scene a line
def arrange(home: Home, site: Site, folder: Path) -> Scene:
    sitting = join(home, "Sinta Maharani", Stage.READING)
    passed = join(home, "Putri Wulandari", Stage.PASSED)
    waiting = join(home, "Wahyu Prabowo", Stage.WRITTEN)
    returned = join(home, "Rendi Kurniawan", Stage.RETURNED)
    done, new = join(home, "Dimas Setiadi", Stage.COMPLETED), join(home, "Nadia Safitri")
    with home.inside():
        _withdraw_a_module(folder, sitting)
        essay, regrade, writing = sit_essays(folder.with_name("esai"), _province(), passed, sitting)
        let_answer(passed, done)
        uninviting = let_judge(site, COURSE, FINAL)
        let_write(site, COURSE)
        _offer(folder.with_name("bekal"), sitting)
        let_referee(site, REFEREED)
        ensure_key(_province())
        every_type, _ = everytype.begin(folder, sitting, passed)
        every_result = everytype.sit(passed)
        return Scene(
            site=site,
            new=new,
            sitting=sitting,
            passed=passed,
            returned=returned,
            done=done,
            attempt=_begin(sitting),
            enrolment=visit(COURSE, sitting.id).enrolment_id or 0,
            essay=essay,
            waits=f"/attempts/{essay.split('/')[2]}/result",
            regrade=regrade,
            parted=_correcting(every_result, "cloze"),
            uninviting=uninviting,
            writing=f"/attempts/{writing}/questions/{place_of_essay(writing)}",
            result=_of(Attempt, passed),
            every_type=every_type,
            every_result=every_result,
            waiting=_of(Submission, waiting),
            judged=_of(Submission, returned),
            thread=_thread_of(returned),
            talk=_talk(),
            pair=proposals_of(returned.id)[0].id,
            learner_id=person_id(site, "learner"),
            role=end_of_a_role(person_id(site, "trainer")),
            code=ask_reset(db.session.get_one(Employee, new.id)),
            notice=_tell(site),
            waits_for=let_wait(SOUGHT, person_id(site, "trainer"), done.id, returned.id, new.id),
            brought=bring(person_id(site, "trainer"), _province()),
            rosters=bring_rosters(person_id(site, "bkd_data"), _province()),
            waiting_jp=let_jp_wait(*(person_id(site, it) for it in ("learner", "bkd_data"))),
            handed=let_hand_over(site, COURSE, sitting.id),
            obliged=let_oblige(person_id(site, "bpsdm_penyelenggara"), _province()),
            award=(award := let_have(done.id)),
            revoking=end_of_a_token(person_id(site, "bkd_data"), _province()),
            sent=let_stop(award, person_id(site, "bkd_data")),
            hook=let_hear(person_id(site, "bkd_data"), _province()),
        )


def _province() -> int:
    return db.session.scalars(select(Agency.id).where(Agency.code == PROVINCE)).one()


def _tell(site: Site) -> int:
    trainer, learner = (person_id(site, role) for role in ("trainer", "learner"))
    told = Told(_province(), trainer, COURSE, "Yang sedang belajar", "Kelas daring", "Pukul 09.00.")
    return tell(told, [learner], str(uuid4())).id


def _begin(person: Newcomer) -> UUID:
    there = visit(COURSE, person.id)
    module = there.outline.module(FINAL)
    assert module
    attempt = start(there, module, uuid4()).id
    db.session.get_one(Attempt, attempt).deadline_at = clock.now() + A_DAY  # all pages take a while
    return attempt


def _correcting(attempt_id: UUID, name: str) -> str:
    drawn = db.session.get_one(Attempt, attempt_id).drawn
    return f"/marking/regrade/{drawn[everytype.PLACES[name] - 1]['digest']}"


def _of(kind: type[Attempt | Submission], person: Newcomer) -> UUID:
    latest = select(kind.id).where(kind.person_id == person.id).order_by(kind.number.desc())
    found = db.session.scalars(latest).first()
    assert found, f"{person.name} has none; another name has another history"
    return found


def _thread_of(person: Newcomer) -> int:
    return db.session.scalars(select(Thread.id).where(Thread.person_id == person.id)).one()


def _talk() -> int:
    """The thread in which the demonstration hid a reply."""
    hidden = select(Contribution.thread_id).where(Contribution.hidden_because.is_not(None))
    return db.session.scalars(hidden).one() or 0


def _offer(folder: Path, person: Newcomer) -> None:
    offered = publish_offers(folder, _province())
    publish_together(folder.with_name("bersama"), _province(), slug=TOGETHER)
    for slug in (TOGETHER, offered, publish_today(folder.with_name("temu"), _province())):
        learning.enrol(learning.open_default_run(catalog.course(slug)), person.id, _province())
    gather(TOGETHER, person.id)


def _withdraw_a_module(folder: Path, person: Newcomer) -> None:
    agency_id = _province()
    publish_course(folder, agency_id)
    run = learning.open_default_run(catalog.course(SMALL))
    learning.enrol(run, person.id, agency_id)
    publish_course(folder, agency_id, **{"01-bacaan.md": None})


def _province() -> int:
    return db.session.scalars(select(Agency.id).where(Agency.code == PROVINCE)).one()
