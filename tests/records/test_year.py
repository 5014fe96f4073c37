"""In which year JP count, and what a year asks of whom."""

from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from cast import Cast, Someone
from lms.foundation.database import db, transaction
from lms.foundation.errors import NotFound
from lms.identity.models import Person, StaffKind
from lms.records.queries import YearPicture, jp_by_year, year_picture
from lms.records.year import Year, year_of
from lms.standards.models import YearRule
from registers import Register
from statements import statements

TODAY = date(2026, 11, 22)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
starts = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31)))


@given(days, starts)
def test_every_day_lies_in_the_year_it_belongs_to(day: date, start: date | None) -> None:
    year = year_of(day, start)
    assert day in year
    assert 364 <= (year.until - year.since).days <= 365


@given(days, starts)
def test_years_follow_each_other_without_a_gap(day: date, start: date | None) -> None:
    year = year_of(day, start)
    after = year_of(year.until + timedelta(days=1), start)
    assert after.since == year.until + timedelta(days=1)
    assert year_of(year.since, start) == year_of(year.until, start) == year


def test_a_contract_year_begins_on_its_own_day() -> None:
    start = date(2024, 3, 1)
    assert year_of(date(2026, 2, 28), start) == Year(date(2025, 3, 1), date(2026, 2, 28))
    assert year_of(date(2026, 3, 1), start) == Year(date(2026, 3, 1), date(2027, 2, 28))
    leap = date(2024, 2, 29)
    assert year_of(date(2026, 7, 1), leap) == Year(date(2026, 3, 1), date(2027, 2, 28))


def picture(someone: Someone, day: date = TODAY) -> YearPicture:
    db.session.rollback()
    return year_picture(someone.id, day)


def become(someone: Someone, **values: object) -> None:
    with transaction():
        db.session.execute(update(Person).where(Person.id == someone.id).values(**values))


def test_pns_have_a_floor(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2026, 3, 2), jp=12)
    found = picture(cast.rani)
    assert (found.credited, found.floor, found.ceiling, found.missing) == (12, 20, None, 8)
    assert (found.since, found.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert "PP 11/2017" in found.legal_basis


def test_pppk_have_a_ceiling_in_the_contract_year_and_no_goal(
    register: Register, cast: Cast
) -> None:
    register.add(cast.dedi, date(2026, 2, 28), jp=9)  # the contract year before
    register.add(cast.dedi, date(2026, 3, 1), jp=26, title="Panjang")
    found = picture(cast.dedi)
    assert (found.credited, found.floor, found.ceiling) == (26, None, 24)
    assert (found.missing, found.beyond) == (0, 2)
    assert (found.since, found.until) == (date(2026, 3, 1), date(2027, 2, 28))


def test_pppk_whose_contract_is_not_known_are_counted_by_the_calendar(
    register: Register, cast: Cast
) -> None:
    become(cast.dedi, contract_start=None)
    assert picture(cast.dedi).since == date(2026, 1, 1)


def test_cpns_have_neither(register: Register, cast: Cast) -> None:
    become(cast.rani, staff_kind=StaffKind.CPNS)
    register.add(cast.rani, date(2026, 3, 2), jp=5)
    found = picture(cast.rani)
    assert (found.credited, found.floor, found.ceiling, found.missing) == (5, None, None, 0)


def test_nothing_is_asked_of_who_is_not_in_service(cast: Cast) -> None:
    become(cast.rani, active=False)
    assert picture(cast.rani).floor is None


def test_the_rule_of_the_day_holds(cast: Cast) -> None:
    with transaction():
        pns = YearRule.staff_kind == "pns"
        db.session.execute(update(YearRule).where(pns).values(until=date(2027, 1, 1)))
        later = YearRule(
            staff_kind="pns", floor=24, ceiling=None, since=date(2027, 1, 1), legal_basis="baru"
        )
        db.session.add(later)
    assert picture(cast.rani, date(2026, 12, 31)).floor == 20
    assert (picture(cast.rani, date(2027, 1, 1)).floor) == 24


def test_where_two_rules_hold_the_newer_does(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2026, 3, 2), jp=4)
    with transaction():
        newer = YearRule(
            staff_kind="pns", floor=18, ceiling=None, since=date(2026, 1, 1), legal_basis="baru"
        )
        db.session.add(newer)
    found = picture(cast.rani)
    assert (found.floor, found.credited, found.legal_basis) == (18, 4, "baru")


def test_hours_are_told_by_form_with_their_rule(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2026, 3, 2), jp=4)
    register.add(cast.rani, date(2026, 4, 2), jp=3, title="Lain")
    register.add(cast.rani, date(2026, 5, 2), jp=4, title="Seminar SPBE", form=9)
    found = picture(cast.rani).by_form
    assert [(each.name, each.jp) for each in found] == [("E-Learning", 7), ("Seminar", 4)]
    assert all("Peraturan LAN 10/2018" in each.legal_basis for each in found)
    assert sum(each.jp for each in found) == picture(cast.rani).credited


def test_other_years_and_other_people_do_not_count(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2025, 12, 31))
    register.add(cast.rani, date(2027, 1, 1))
    register.add(cast.nurul, date(2026, 5, 5))
    assert picture(cast.rani).credited == 0


def test_the_years_so_far_are_told_by_the_persons_own_year(register: Register, cast: Cast) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1)):
        register.add(cast.rani, day, jp=3)
        register.add(cast.dedi, day, jp=3)
    assert [(year.since.year, jp) for year, jp in jp_by_year(cast.rani.id)] == [
        (2026, 6),
        (2025, 3),
    ]
    assert list(jp_by_year(cast.dedi.id)) == [
        (Year(date(2026, 3, 1), date(2027, 2, 28)), 3),
        (Year(date(2025, 3, 1), date(2026, 2, 28)), 6),
    ]


def test_nobody_has_no_year(app: Flask, cast: Cast) -> None:
    with pytest.raises(NotFound):
        year_picture(999_999, TODAY)


def test_it_asks_twice_however_much_was_learnt(register: Register, cast: Cast) -> None:
    for number in range(12):
        register.add(cast.rani, date(2026, 1, 1 + number), title=f"Kursus {number}")
    db.session.rollback()
    with statements() as asked:
        year_picture(cast.rani.id, TODAY)
    asked.at_most(2)
