"""A quiz on a line that comes and goes: nothing that was answered is lost, and nobody is misled."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from sqlalchemy import update

import scholars
from lms.assessment.models import Attempt
from lms.demo.story import Stage
from lms.foundation import clock
from lms.foundation.database import db
from newcomers import Newcomer, join
from sites import Home, Site
from windows import sign_in, window

QUIZ = "/courses/dasar-pemerintahan-digital/kuis-akhir"
ON_THE_DEVICE = "Tersimpan di perangkat ini, menunggu jaringan"
ANSWERS = "**/attempts/*/answers/*"
ANSWERED = "them => them.some(it => it.type === 'text' ? it.value : it.checked)"
SOON = timedelta(seconds=8)


@pytest.fixture
def learner(home: Home, request: pytest.FixtureRequest) -> Newcomer:
    return join(home, request.node.name[:40], Stage.ENROLLED)


@pytest.fixture
def paper(chromium: Browser, site: Site, learner: Newcomer) -> Iterator[Page]:
    """A window on the first question of a quiz."""
    with window(chromium, site) as page:
        sign_in(page, learner)
        page.goto(QUIZ)
        page.get_by_role("button", name="Mulai kuis").click()
        page.wait_for_url("**/questions/1")  # with its scripts, before a test cuts the line
        yield page


def test_an_answer_given_offline_is_sent_when_the_network_is_back(paper: Page) -> None:
    paper.context.set_offline(True)
    scholars.give(paper)
    expect(paper.locator("[data-saved]")).to_have_text(ON_THE_DEVICE)
    paper.context.set_offline(False)
    expect(paper.locator("[data-saved]")).to_have_text(scholars.SAVED)
    _is_at_the_server(paper)


def test_the_list_of_questions_follows_what_is_given_here(paper: Page) -> None:
    """Beside "saved" it would otherwise go on to say that nothing is answered."""
    tally, here = paper.locator("[data-tally]"), paper.locator("[data-map] [aria-current]")
    expect(tally).to_contain_text("0 terjawab, 0 ditandai ragu")
    scholars.give(paper)
    expect(tally).to_contain_text("1 terjawab, 0 ditandai ragu")
    expect(here).to_have_class("done")
    paper.get_by_label("Tandai ragu").check()
    expect(tally).to_contain_text("1 terjawab, 1 ditandai ragu")
    expect(here).to_contain_text(", terjawab, ditandai ragu")
    told = tally.text_content()
    expect(paper.locator("[data-saved]")).to_have_text(scholars.SAVED)
    paper.reload()
    assert tally.text_content() == told, "the server says the same"


def test_an_answer_the_server_did_not_get_survives_a_reload(paper: Page) -> None:
    paper.route(ANSWERS, lambda route: route.abort())
    scholars.give(paper)
    expect(paper.locator("[data-saved]")).to_have_text(ON_THE_DEVICE)
    paper.reload()
    expect(paper.locator("[data-saved]")).to_have_text(ON_THE_DEVICE)
    _shows_an_answer(paper)
    paper.unroute(ANSWERS)
    expect(paper.locator("[data-saved]")).to_have_text(scholars.SAVED)
    _is_at_the_server(paper)


def _shows_an_answer(page: Page) -> None:
    given = page.locator("[data-answer] input")
    assert given.evaluate_all(ANSWERED), "the page shows no answer"


def _is_at_the_server(page: Page) -> None:
    """What the server alone shows, since this device has forgotten it."""
    assert not page.evaluate("Object.keys(localStorage).filter(it => it.startsWith('outbox:'))")
    page.reload()
    expect(page.get_by_text(scholars.SAVED)).to_be_visible()
    _shows_an_answer(page)


def test_leaving_warns_only_while_something_is_unacknowledged(paper: Page) -> None:
    asked: list[Dialog] = []
    paper.on("dialog", lambda dialog: (asked.append(dialog), dialog.dismiss()))
    paper.route(ANSWERS, lambda route: route.abort())
    scholars.give(paper)
    expect(paper.locator("[data-saved]")).to_have_text(ON_THE_DEVICE)
    with paper.expect_event("dialog"):
        paper.close(run_before_unload=True)
    paper.unroute(ANSWERS)
    expect(paper.locator("[data-saved]")).to_have_text(scholars.SAVED)
    with paper.expect_event("close"):
        paper.close(run_before_unload=True)
    assert [dialog.type for dialog in asked] == ["beforeunload"]


def test_the_clock_reaching_zero_hands_in_what_is_there(
    paper: Page, home: Home, learner: Newcomer
) -> None:
    with home.inside():
        theirs = update(Attempt).where(Attempt.person_id == learner.id)
        db.session.execute(theirs.values(deadline_at=clock.now() + SOON))
    paper.reload()
    scholars.give(paper)
    paper.wait_for_url("**/result")
    expect(paper.get_by_text("benar 1 dari 12 soal")).to_be_visible()
    expect(paper.get_by_text("Jawaban dikirim sendiri ketika waktu habis.")).to_be_visible()


def move_the_end(home: Home, learner: Newcomer, by: timedelta) -> None:
    with home.inside():
        theirs = update(Attempt).where(Attempt.person_id == learner.id)
        db.session.execute(theirs.values(deadline_at=clock.now() + by))


def test_time_that_was_given_meanwhile_is_not_cut_off(
    paper: Page, home: Home, learner: Newcomer
) -> None:
    """The page's clock knows only the end of before, and asks; the device's own clock is wrong."""
    move_the_end(home, learner, SOON / 2)
    paper.add_init_script("const real = Date.now; Date.now = () => real() - 5 * 3600 * 1000")
    paper.reload()
    move_the_end(home, learner, timedelta(minutes=30))
    expect(paper.locator(".clock")).to_have_text(re.compile("^(30|29)[.]"), timeout=15_000)
    assert paper.url.endswith("/questions/1")


def test_what_came_too_late_stays_readable(paper: Page, home: Home, learner: Newcomer) -> None:
    paper.route(ANSWERS, lambda route: route.abort())
    scholars.give(paper)
    expect(paper.locator("[data-saved]")).to_have_text(ON_THE_DEVICE)
    move_the_end(home, learner, -timedelta(seconds=1))
    paper.unroute(ANSWERS)
    expect(paper.locator("[data-saved]")).to_contain_text("Waktu kuis ini habis", timeout=30_000)
    _leave_for_the_result(paper)
    expect(paper.get_by_role("heading", name="Tidak sempat sampai di server")).to_be_visible()
    expect(paper.locator("[data-late] li")).to_have_count(1)


def _leave_for_the_result(paper: Page) -> None:
    paper.goto(paper.url.replace("/questions/1", "/result"))
