"""People move, numbers change and roles are given for a time; what was stays known."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from browser import Browser
from cast import SINCE, Cast, sign_in
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, NotFound
from lms.identity import actions, queries
from lms.identity.models import NipHistory, Post, StaffKind, Unit
from lms.identity.queries import Visitor

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MARCH = date(2026, 3, 1)
DAY = timedelta(days=1)


def move(cast: Cast, unit: str, since: date, rank: str = "III/b") -> None:
    with transaction():
        to = db.session.get_one(Unit, cast.units[unit])
        post = db.session.scalars(select(Post).where(Post.agency_id == to.agency_id)).one()
        actions.place(queries.person(cast.rani.id), to, post, rank, since, cast.siti.id)


def unit_on(cast: Cast, day: date) -> str | None:
    found = queries.membership(cast.rani.id, day)
    return next(key for key, id_ in cast.units.items() if id_ == found.unit_id) if found else None


def test_rani_moves_and_where_she_was_stays_on_record(cast: Cast) -> None:
    move(cast, "pendidikan", MARCH)
    assert unit_on(cast, MARCH - DAY) == "aplikasi"
    assert unit_on(cast, MARCH) == "pendidikan", "`until` is the first day it no longer holds"
    assert unit_on(cast, SINCE - DAY) is None
    places = [(each.name, each.since, each.until) for each in queries.history(cast.rani.id)]
    assert places == [
        ("Dinas Pendidikan", MARCH, None),
        ("Bidang Aplikasi", SINCE, MARCH),
    ]


def test_who_moves_to_another_agency_belongs_to_it_from_that_day(
    browser: Browser, cast: Cast
) -> None:
    move(cast, "dukcapil", MARCH)
    for day, name in ((MARCH - DAY, "Pemerintah Provinsi Jambi"), (MARCH, "Pemerintah Kota Jambi")):
        with clock.at(datetime(day.year, day.month, day.day, 5, tzinfo=UTC)):
            sign_in(browser, cast.rani)
            assert f"<small>{name}</small>" in browser.get("/account").text
            browser.submit("/account", to="/sign-out")


@ONE_ENGINE
def test_the_day_of_a_move_is_the_day_in_jambi(cast: Cast) -> None:
    move(cast, "pendidikan", MARCH)
    for hour, unit in ((16, "aplikasi"), (17, "pendidikan")):  # 17.00 UTC is midnight in Jambi
        with clock.at(datetime(2026, 2, 28, hour, 0, 1, tzinfo=UTC)):
            with transaction():
                opened = actions.begin_sign_in(queries.person(cast.rani.id), "", "").token_digest
            found = queries.visitor(opened)
            assert found
            assert found.unit_id == cast.units[unit]


@ONE_ENGINE
def test_a_move_in_the_past_ends_where_the_next_place_begins(cast: Cast) -> None:
    move(cast, "pendidikan", MARCH)
    move(cast, "bkd", date(2023, 1, 1))
    assert unit_on(cast, date(2022, 12, 31)) == "aplikasi"
    assert unit_on(cast, date(2026, 2, 28)) == "bkd"
    assert unit_on(cast, MARCH) == "pendidikan"
    move(cast, "kominfo", SINCE - 30 * DAY)
    assert unit_on(cast, SINCE - DAY) == "kominfo"
    assert unit_on(cast, SINCE) == "aplikasi"


@ONE_ENGINE
def test_two_places_from_the_same_day_are_refused(cast: Cast) -> None:
    move(cast, "pendidikan", MARCH)
    with pytest.raises(Conflict, match="mulai pada tanggal itu"):
        move(cast, "bkd", MARCH)
    assert unit_on(cast, MARCH) == "pendidikan"


@ONE_ENGINE
def test_in_whatever_order_moves_are_entered_one_place_holds_on_each_day(cast: Cast) -> None:
    days = [date(2019, 5, 1), date(2021, 1, 1), date(2021, 1, 2), date(2024, 7, 1)]
    unit = db.session.get_one(Unit, cast.units["kominfo"])
    post = db.session.scalars(select(Post).where(Post.agency_id == unit.agency_id)).one()
    orders = itertools.islice(itertools.permutations(days), 0, None, 3)
    for someone, order in zip(cast.people.values(), orders, strict=False):
        with transaction():
            for day in order:
                actions.place(queries.person(someone.id), unit, post, "III/a", day)
        held = [(each.since, each.until) for each in queries.history(someone.id)][::-1]
        starts = sorted([*days, SINCE])
        assert held == list(zip(starts, [*starts[1:], None], strict=True)), order


def test_a_replaced_number_stays_findable_and_is_nobody_elses_while_it_holds(cast: Cast) -> None:
    new = "198807072026211013"
    with transaction():
        actions.replace_nip(queries.person(cast.dedi.id), new, "Kontrak baru", cast.siti.id)
    dedi = queries.person_by_nip(new)
    assert dedi
    assert queries.person_known_as(cast.dedi.nip) == dedi
    assert queries.person_by_nip(cast.dedi.nip) is None
    kept = db.session.scalars(select(NipHistory)).one()
    assert (kept.nip, kept.reason) == (cast.dedi.nip, "Kontrak baru")
    with pytest.raises(Conflict, match="sudah terdaftar"), transaction():
        actions.replace_nip(queries.person(cast.rani.id), new, "Salah", None)
    with pytest.raises(Conflict, match="sudah terdaftar"), transaction():
        actions.add_person(new, "Orang Lain", StaffKind.PNS)


@ONE_ENGINE
def test_each_act_on_the_roster_is_audited_with_who_did_it(cast: Cast) -> None:
    move(cast, "pendidikan", MARCH)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry
    assert (entry.verb, entry.subject_id, entry.actor_id, entry.agency_id) == (
        "placed",
        str(cast.rani.id),
        cast.siti.id,
        cast.province,
    )


@ONE_ENGINE
def test_nobody_is_told_apart_from_somebody_who_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.person(10_000)
    assert queries.names([cast.rani.id, 10_000]) == {cast.rani.id: "Rani Anggraini"}


@given(st.text(max_size=60))
def test_any_name_has_initials_of_at_most_two_letters(name: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    who = Visitor(1, 1, name, "", None, None, None, None, False, moment, "")
    letters = who.initials
    assert letters == letters.upper()
    assert sum(each.isalpha() for each in letters) <= 2 * 3  # ß and ŉ grow when they are raised
