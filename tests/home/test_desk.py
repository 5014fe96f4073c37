"""The desk: the doors of each role, and none that does not open."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from browser import Browser
from cast import SINCE, Cast, sign_in
from essays import pair_up
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.home import doors
from lms.identity import actions, queries
from lms.identity.models import Role
from lms.web.shown import day

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
REGISTER, MENTORING, PAIRS = "records.register", "mentoring.index", "mentoring.pairs"
PEOPLE = "identity.people"
WRITING, REFEREEING = "authoring.index", "authoring.refereeing_desk"
DISCUSSIONS = "learning.discussions"
MEETINGS, TEACHING = "sessions.index", "teaching.index"
PLACES = "approvals.index"
SURVEYS, AWARDS = "evaluation.index", "certificates.register"
BANK = "bank.index"
QUIZZES, CUTS = "assessment.quizzes", "assessment.cut_panels"
EXCHANGE = "exchange.index"
MARKING = "assessment.marking"
ROSTER, REPORTS = "roster.index", "reports.courses"
FULFILMENT, CLAIMS, RULES = "records.fulfilment", "records.claims", "standards.rules"
PARTS = "standards.parts"
DUTIES = "mandates.index"
JOBS, TOKENS = "upkeep.work", "api.tokens"
SIASN, HOOKS = "siasn.index", "webhooks.index"
OPEN = {
    "siti": [
        REGISTER,
        AWARDS,
        SIASN,
        FULFILMENT,
        REPORTS,
        DUTIES,
        CLAIMS,
        RULES,
        PARTS,
        ROSTER,
        TOKENS,
        HOOKS,
    ],
    "murni": [REGISTER, AWARDS, SIASN, FULFILMENT, REPORTS, DUTIES, CLAIMS, ROSTER, TOKENS, HOOKS],
    "yusuf": [PLACES, PAIRS, REGISTER, FULFILMENT, REPORTS, DUTIES],
    "wati": [
        *(WRITING, REFEREEING, MENTORING, TEACHING, PLACES, DISCUSSIONS, MEETINGS),
        *(MARKING, QUIZZES, CUTS, BANK, EXCHANGE, SURVEYS),
    ],
    "amin": [PEOPLE, ROSTER, TOKENS, HOOKS, JOBS],
    "rani": [],
    "lestari": [],
}


def opened(cast: Cast, name: str) -> list[str]:
    halls = doors.open_to(cast.people[name].id)
    return [door.endpoint for _, hall in halls for door in hall]


@ONE_ENGINE
def test_each_role_finds_its_own_doors(cast: Cast) -> None:
    assert {name: opened(cast, name) for name in OPEN} == OPEN


def test_every_door_on_the_page_opens(app: Flask, cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    for name in (*OPEN, "hendra"):
        browser = app.test_client()
        assert isinstance(browser, Browser)
        sign_in(browser, cast.people[name])
        page = browser.get("/desk")
        assert page.status_code == 200
        main = page.text.split("<main")[1].split("</main>")[0]
        found = re.findall(r'<h3><a href="([^"]+)"', main)
        assert len(found) == len(opened(cast, name))
        assert [browser.get(each).status_code for each in found] == [200] * len(found), name


@ONE_ENGINE
def test_the_desk_is_in_the_navigation_of_those_who_have_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.siti)
    assert 'href="/desk"' in browser.get("/help").text
    sign_in(learner := app.test_client(), cast.rani)
    assert 'href="/desk"' not in learner.get("/help").text
    assert "Belum ada peran" in learner.get("/desk").text


@ONE_ENGINE
def test_a_plt_has_the_door_for_the_time_being_and_is_told_until_when(
    browser: Browser, cast: Cast
) -> None:
    today = clock.today()
    with transaction():
        actions.give_grant(
            queries.person(cast.hendra.id),
            Role.UNIT_HEAD,
            cast.province,
            unit_id=cast.units["pendidikan"],
            since=today,
            until=today + timedelta(days=10),
            reason="Plt",
        )
    sign_in(browser, cast.hendra)
    page = browser.get("/desk").text
    assert "Register penyelesaian" in page
    assert "Kepala unit" in page
    assert "Dinas Pendidikan" in page
    assert f"sampai {day(today + timedelta(days=9))}" in page
    with clock.at(clock.now() + timedelta(days=10)):
        assert opened(cast, "hendra") == []
        assert "Belum ada peran" in browser.get("/desk").text


@ONE_ENGINE
def test_a_mentors_people_are_counted_together(browser: Browser, cast: Cast) -> None:
    for mentee in (cast.rani, cast.dedi):
        pair_up(cast.hendra, mentee)
    sign_in(browser, cast.hendra)
    page = browser.get("/desk").text
    assert "2 orang" in page
    assert page.count(">Mentor<") == 1


@ONE_ENGINE
def test_a_role_without_a_page_yet_says_so(browser: Browser, cast: Cast) -> None:
    with transaction():
        person, unit_id = queries.person(cast.nurul.id), cast.units["kominfo"]
        actions.give_grant(person, Role.REVIEWER, cast.province, since=SINCE, unit_id=unit_id)
    sign_in(browser, cast.nurul)
    assert "Belum ada halaman untuk peran Anda" in browser.get("/desk").text
    assert "Penelaah" in browser.get("/desk").text


@ONE_ENGINE
def test_a_grant_for_one_course_opens_no_register(browser: Browser, cast: Cast) -> None:
    with transaction():
        person = queries.person(cast.nurul.id)
        actions.give_grant(
            person, Role.PROGRAMME_OFFICER, cast.province, since=SINCE, course_slug="kursus"
        )
    led = [WRITING, REFEREEING, TEACHING, PLACES, DISCUSSIONS, MEETINGS]
    assert opened(cast, "nurul") == [*led, MARKING, QUIZZES, CUTS, BANK, SURVEYS]
    sign_in(browser, cast.nurul)
    assert browser.get("/register").status_code == 403


@ONE_ENGINE
def test_every_role_has_its_name(cast: Cast) -> None:
    assert set(queries.ROLE_NAMES) == set(Role)


@ONE_ENGINE
def test_help_is_there_for_everyone(browser: Browser, cast: Cast) -> None:
    assert "akun tidak pernah dikunci" in browser.get("/help").text
    sign_in(browser, cast.rani)
    assert "akun tidak pernah dikunci" in browser.get("/help").text
