"""Every kind of page, and who meets it there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from playwright.sync_api import Page, expect
from sqlalchemy import select

from courses import SLUG as SMALL
from courses import publish_course
from desks import end_of_a_role, make_code, person_id
from lms.assessment.actions import start
from lms.assessment.models import Attempt, Submission
from lms.catalog import queries as catalog
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
from newcomers import COURSE, Newcomer, join
from opinions import OF_FEW, SURVEY, SURVEYED, let_answer, send_nothing
from sites import Home, Site
from windows import Person

ADDRESS = f"/courses/{COURSE}"
FORUM = "/courses/pemerintahan-digital/diskusi/discussion"
LESSON, QUIZ, CASE = (f"{ADDRESS}/{slug}" for slug in ("mengapa-spbe", "kuis-akhir", "studi-kasus"))
A_DAY = timedelta(days=1)
WITHDRAWN = f"/courses/{SMALL}/bacaan"  # a module that its course has no more


@dataclass(frozen=True)
class Place:
    address: str
    who: Person | None = None  # nobody is signed in
    status: int = 200
    act: Callable[[Page], None] | None = None  # what is done there before it is looked at


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
    result: UUID
    waiting: UUID  # a submission on the mentor's desk
    judged: UUID
    thread: int
    talk: int  # a thread of the discussion, with what its leaders did
    pair: int  # the proposal of a pair that runs
    learner_id: int
    role: str  # where the trainer's role is ended
    code: str  # opens the page of a new password

    def __getattr__(self, role: str) -> Person:
        return self.site.people[role]


def arrange(home: Home, site: Site, folder: Path) -> Scene:
    sitting = join(home, "Sinta Maharani", Stage.READING)
    passed = join(home, "Putri Wulandari", Stage.PASSED)
    waiting = join(home, "Wahyu Prabowo", Stage.WRITTEN)
    returned = join(home, "Rendi Kurniawan", Stage.RETURNED)
    done, new = join(home, "Dimas Setiadi", Stage.COMPLETED), join(home, "Nadia Safitri")
    with home.inside():
        _withdraw_a_module(folder, sitting)
        let_answer(passed, done)
        return Scene(
            site=site,
            new=new,
            sitting=sitting,
            passed=passed,
            returned=returned,
            done=done,
            attempt=_begin(sitting),
            result=_of(Attempt, passed),
            waiting=_of(Submission, waiting),
            judged=_of(Submission, returned),
            thread=_thread_of(returned),
            talk=_talk(),
            pair=proposals_of(returned.id)[0].id,
            learner_id=person_id(site, "learner"),
            role=end_of_a_role(person_id(site, "trainer")),
            code=ask_reset(db.session.get_one(Employee, new.id)),
        )


def _begin(person: Newcomer) -> UUID:
    there = visit(COURSE, person.id)
    module = there.outline.module(QUIZ.rpartition("/")[2])
    assert module
    attempt = start(there, module, uuid4()).id
    db.session.get_one(Attempt, attempt).deadline_at = clock.now() + A_DAY  # all pages take a while
    return attempt


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


def _withdraw_a_module(folder: Path, person: Newcomer) -> None:
    agency = db.session.scalars(select(Agency).where(Agency.code == PROVINCE)).one()
    publish_course(folder, agency.id)
    run = learning.open_default_run(catalog.course(SMALL))
    learning.enrol(run, person.id, agency.id)
    publish_course(folder, agency.id, **{"01-bacaan.md": None})


def _send_stale(page: Page) -> None:
    """The form was shown to a session that has ended."""
    fields = page.locator("input[name=csrf_token]")
    fields.evaluate_all("them => them.forEach(it => { it.value = 'kemarin' })")
    with page.expect_navigation():
        page.locator("main form[method=post]").last.evaluate("it => it.submit()")


def _ask_for_a_password(page: Page) -> None:
    page.locator("input[name=nip]").fill("199001012020011001")
    page.locator("main form[method=post] button").first.click()
    page.wait_for_load_state("load")


def _mistype(page: Page) -> None:
    page.locator("input[name=nip]").fill("12")
    page.locator("input[type=password]").fill("salah")
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("[aria-invalid]").first).to_be_visible()


KINDS: dict[str, Callable[[Scene], Place]] = {
    "sign-in": lambda it: Place("/sign-in"),
    "ask-password": lambda it: Place("/password"),
    "sign-in-refused": lambda it: Place("/sign-in", act=_mistype),
    "asked-for-password": lambda it: Place("/password", act=_ask_for_a_password),
    "new-password": lambda it: Place(f"/password/{it.code}"),
    "help": lambda it: Place("/help"),
    "home": lambda it: Place("/", it.learner),
    "home-at-first": lambda it: Place("/", it.new),
    "catalogue": lambda it: Place("/courses", it.learner),
    "nothing-found": lambda it: Place("/courses?q=zzz", it.learner),
    "course-to-enrol-in": lambda it: Place(ADDRESS, it.new),
    "course": lambda it: Place(ADDRESS, it.learner),
    "lesson": lambda it: Place(LESSON, it.learner),
    "quiz": lambda it: Place(QUIZ, it.passed),
    "question": lambda it: Place(f"/attempts/{it.attempt}/questions/1", it.sitting),
    "confirm": lambda it: Place(f"/attempts/{it.attempt}/submission", it.sitting),
    "result": lambda it: Place(f"/attempts/{it.result}/result", it.passed),
    "assignment": lambda it: Place(CASE, it.passed),
    "assignment-returned": lambda it: Place(CASE, it.returned),
    "submission": lambda it: Place(f"/submissions/{it.judged}", it.returned),
    "withdrawal": lambda it: Place(f"{ADDRESS}/withdrawal", it.passed),
    "discussions": lambda it: Place("/discussions", it.trainer),
    "discussion": lambda it: Place(FORUM, it.trainer),
    "thread": lambda it: Place(f"{FORUM}/{it.talk}", it.trainer),
    "hiding": lambda it: Place(f"{FORUM}/contributions/{it.talk}/hiding", it.trainer),
    "feedback": lambda it: Place("/mentoring", it.returned),
    "conversation": lambda it: Place(f"/mentoring/threads/{it.thread}", it.returned),
    "mentoring-desk": lambda it: Place("/mentoring", it.mentor),
    "mentee": lambda it: Place(f"/mentoring/people/{it.returned.id}", it.mentor),
    "review": lambda it: Place(f"/mentoring/submissions/{it.waiting}", it.mentor),
    "pairs": lambda it: Place("/mentoring/pairs", it.bpsdm_penyelenggara),
    "own-pairs": lambda it: Place("/mentoring/own-pairs", it.mentor),
    "pair": lambda it: Place(f"/mentoring/pairs/{it.pair}", it.mentor),
    "end-of-a-pair": lambda it: Place(f"/mentoring/pairs/{it.pair}/end", it.mentor),
    "propose": lambda it: Place("/mentoring/pairs/new?role=office&q=an", it.bpsdm_penyelenggara),
    "survey": lambda it: Place(SURVEY, it.passed, act=send_nothing),
    "survey-sent": lambda it: Place(SURVEY, it.done),
    "surveys": lambda it: Place("/evaluation", it.trainer),
    "survey-results": lambda it: Place(SURVEYED, it.trainer),
    "survey-of-few": lambda it: Place(OF_FEW, it.trainer),
    "transcript": lambda it: Place("/transcript", it.done),
    "transcript-sheet": lambda it: Place("/transcript/print", it.done),
    "register": lambda it: Place("/register", it.bkd_data),
    "desk": lambda it: Place("/desk", it.bkd_data),
    "people": lambda it: Place("/people?q=an", it.administrator),
    "one-person": lambda it: Place(f"/people/{it.learner_id}", it.administrator),
    "give-a-role": lambda it: Place(f"/people/{it.learner_id}/roles/new", it.administrator),
    "end-of-a-role": lambda it: Place(it.role, it.administrator),
    "close-an-account": lambda it: Place(f"/people/{it.learner_id}/closing", it.administrator),
    "code-on-paper": lambda it: Place(f"/people/{it.new.id}", it.administrator, act=make_code),
    "account": lambda it: Place("/account", it.learner),
    "403": lambda it: Place("/register", it.learner, 403),
    "404": lambda it: Place("/courses/tidak-ada", it.learner, 404),
    "410": lambda it: Place(WITHDRAWN, it.sitting, 410),
    "stale-form": lambda it: Place("/account", it.learner, act=_send_stale),
    "stale-sign-in": lambda it: Place("/sign-in", act=_send_stale),
}
