"""Power is cut while many answer and again while they hand in: nothing acknowledged is lost."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from uuid import UUID

import pytest
from sqlalchemy import func, select

from cast import SINCE, assemble, password_hash
from courses import publish_course
from databases import ENGINES, migrate
from lms.assessment import queries
from lms.assessment.models import Answer, Attempt, Mark
from lms.foundation.database import db
from lms.identity import actions as identity
from lms.identity.models import Post, StaffKind, Unit
from lms.learning.models import Progress
from powercuts import Mains, Phone, powered
from quizzes import quiz_with
from servers import PostgreSQL
from sites import Home

PLACES = 5
QUESTION = """
## Apa jawaban ke-{n}?
{{#uji-{n:03} type=short competency=M.5 level=1 points=1}}

- [x] {n}
"""
LONGEST_WAIT = 5.0  # seconds of one save while all others save too, on a busy machine

Cut = Callable[[Mains], None]
FORMS = [
    pytest.param(16, 3.0, id="16 people"),
    pytest.param(64, 30.0, id="64 people", marks=pytest.mark.deep),
]


@pytest.fixture(params=ENGINES)
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Home, Cut]]:
    """A home on a database that keeps its word, and what cutting its power means."""
    folder = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        yield Home(folder, f"sqlite:///{folder}/lms.sqlite3"), Mains.cut
        return
    with PostgreSQL(durable=True) as server:

        def cut(mains: Mains) -> None:
            server.kill()
            mains.cut()
            server.start()

        yield Home(folder, server.create("lms")), cut


def populate(home: Home, people: int) -> list[str]:
    """The course, and as many more people; answers their NIPs."""
    migrate(home.database_url, home.folder)
    quiz = quiz_with(time_limit=600).partition("## ")[0]
    quiz += "".join(QUESTION.format(n=n) for n in range(1, PLACES + 1))
    with home.app.app_context():
        cast = assemble()
        publish_course(home.folder / "content", cast.province, **{"02-kuis.quiz.md": quiz})
    with home.inside():
        unit = db.session.get_one(Unit, cast.units["aplikasi"])
        post = db.session.scalars(select(Post)).first()
        assert post
        numbers = [f"199001012015011{n:03}" for n in range(1, people + 1)]
        for number in numbers:
            person = identity.add_person(number, f"Peserta {number[-3:]}", StaffKind.PNS)
            person.password_hash = password_hash()
            identity.place(person, unit, post, "III/a", SINCE)
    return numbers


@pytest.mark.parametrize(("people", "seconds"), FORMS)
def test_power_cuts_lose_no_acknowledged_answer_and_count_none_twice(
    house: tuple[Home, Cut], people: int, seconds: float
) -> None:
    home, cut = house
    numbers = populate(home, people)
    with powered(home) as mains, ThreadPoolExecutor(people * 2) as threads:
        phones = [Phone(number, mains.port) for number in numbers]
        list(threads.map(Phone.begin, phones))
        answer_through_a_cut(phones, mains, cut, threads, seconds)
        assert_kept(home, phones)
        hand_in_through_a_cut(phones, mains, cut, threads)
    assert_counted_once(home, phones)


def answer_through_a_cut(
    phones: list[Phone], mains: Mains, cut: Cut, threads: ThreadPoolExecutor, seconds: float
) -> None:
    stop = threading.Event()
    running = [threads.submit(phone.answer, PLACES, stop) for phone in phones]
    time.sleep(seconds / 2)
    before = [len(phone.waits) for phone in phones]
    cut(mains)
    mains.on()
    time.sleep(seconds / 2)
    stop.set()
    for each in running:
        each.result()
    after = [len(phone.waits) for phone in phones]
    assert all(0 < first < second for first, second in zip(before, after, strict=True)), (
        f"somebody was not served before or after the cut: {before}, {after}"
    )
    longest = max(max(phone.waits) for phone in phones)
    assert longest < LONGEST_WAIT, f"one save waited {longest:.1f} s among {sum(after)}"


def assert_kept(home: Home, phones: list[Phone]) -> None:
    with home.inside():
        for phone in phones:
            rows = db.session.scalars(
                select(Answer).where(Answer.attempt_id == UUID(phone.attempt))
            ).all()
            assert len(rows) == len({row.place for row in rows}), "one row for each place"
            kept = {row.place: row for row in rows}
            for place, counter in phone.acknowledged.items():
                row = kept[place]
                assert row.counter >= counter, f"an acknowledged answer of {phone.nip} is lost"
                assert row.value["answer"] == phone.sent[place, row.counter]


def hand_in_through_a_cut(
    phones: list[Phone], mains: Mains, cut: Cut, threads: ThreadPoolExecutor
) -> None:
    """Each from two tabs at once, which share what the phone knows but not its line."""
    for phone in phones:
        phone.hang_up()
    tabs = [tab for phone in phones for tab in (phone, copy(phone))]
    running = [threads.submit(tab.hand_in) for tab in tabs]
    time.sleep(0.3)
    cut(mains)
    mains.on()
    for each in running:
        each.result()
    assert all(len(set(phone.results)) == 1 for phone in phones)


def assert_counted_once(home: Home, phones: list[Phone]) -> None:
    with home.inside():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == len(phones)
        assert db.session.scalar(select(func.count()).select_from(Mark)) == len(phones) * PLACES
        details = db.session.scalars(select(Progress.detail).where(Progress.module_slug == "kuis"))
        assert [detail["attempts_used"] for detail in details] == [1] * len(phones)
        for phone in phones:
            for each in queries.marks(UUID(phone.attempt)):
                said = each.value["answer"]
                least = phone.acknowledged.get(each.place, 0)
                assert not least or int(said.rpartition("-")[2]) >= least
