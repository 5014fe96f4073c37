"""Which rule holds on a day, and that what the product ships is loaded once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from cast import Cast
from lms.foundation.database import Base, db, transaction
from lms.foundation.errors import Invalid
from lms.standards import queries
from lms.standards.actions import load_standards
from lms.standards.models import (
    Competency,
    DevelopmentForm,
    JpMethod,
    JpRule,
    RequiredLevel,
    YearRule,
)

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
TABLES: list[type[Base]] = [Competency, DevelopmentForm, JpRule, RequiredLevel, YearRule]
E_LEARNING, MENTORING = 16, 15
NEW_YEAR = date(2027, 1, 1)
DAY = timedelta(days=1)
BASIS = "Peraturan contoh 1/2027"


def rows_of(table: type[Base]) -> list[tuple[object, ...]]:
    columns = table.__table__.columns
    return sorted((tuple(row) for row in db.session.execute(select(*columns))), key=str)


def change_rule(form: int, jp: int, since: date, *, closing: bool = True) -> None:
    """As an officer would: the old rule ends on the day when the new one begins."""
    with transaction():
        if closing:
            held = JpRule.form_code == form, JpRule.until.is_(None)
            db.session.execute(update(JpRule).where(*held).values(until=since))
        db.session.add(
            JpRule(
                form_code=form,
                method=JpMethod.PER_EVENT,
                jp_per_event=jp,
                earns_again=True,
                since=since,
                legal_basis=BASIS,
                verified=True,
            )
        )


def test_loading_again_changes_nothing(cast: Cast) -> None:
    before = [rows_of(table) for table in TABLES]
    assert all(before)
    with transaction():
        load_standards()
        load_standards()
    assert [rows_of(table) for table in TABLES] == before


def test_what_an_officer_changed_outlives_the_next_load(cast: Cast) -> None:
    change_rule(MENTORING, 3, NEW_YEAR)
    with transaction():
        db.session.get_one(Competency, "M.5").name = "Pelayanan Publik (contoh)"
    before = [rows_of(table) for table in TABLES]
    with transaction():
        load_standards()
    assert [rows_of(table) for table in TABLES] == before


def test_the_shipped_tables_are_whole(cast: Cast) -> None:
    codes = set(db.session.scalars(select(DevelopmentForm.code)))
    assert codes == set(range(1, 26))
    assert set(db.session.scalars(select(JpRule.form_code))) == codes, "each form earns by a rule"
    names = queries.competency_names()
    assert list(names) == [*(f"M.{number}" for number in range(1, 9)), "SK.1"]
    described = queries.competencies(names)
    assert [each.code for each in described] == list(names)
    assert all(len(each.levels) == 5 for each in described)
    assert [each.code for each in queries.competencies({"SK.1", "M.2", "X.9"})] == ["M.2", "SK.1"]
    letters = set(db.session.scalars(select(DevelopmentForm.certificate_letter)))
    assert letters == set("TFP")


@ONE_ENGINE
def test_no_shipped_jp_rule_passes_for_verified(cast: Cast) -> None:
    assert db.session.scalar(select(func.count()).where(JpRule.verified)) == 0
    bases = set(db.session.scalars(select(JpRule.legal_basis)))
    assert all("belum diverifikasi BKD" in basis for basis in bases)


def test_a_rule_holds_until_the_day_before_the_next_begins(cast: Cast) -> None:
    before = queries.jp_rule(MENTORING, NEW_YEAR - DAY)
    assert before.jp_per_event == 2
    change_rule(MENTORING, 3, NEW_YEAR)
    assert queries.jp_rule(MENTORING, NEW_YEAR - DAY).jp_per_event == 2
    assert queries.jp_rule(MENTORING, NEW_YEAR).jp_per_event == 3
    assert queries.jp_rule(MENTORING, date(2040, 1, 1)).legal_basis == BASIS
    assert queries.jp_rule(E_LEARNING, NEW_YEAR).method == JpMethod.COURSE


def test_where_two_hold_the_newer_one_counts(cast: Cast) -> None:
    change_rule(MENTORING, 5, NEW_YEAR, closing=False)
    change_rule(MENTORING, 4, NEW_YEAR - 30 * DAY, closing=False)
    assert queries.jp_rule(MENTORING, NEW_YEAR).jp_per_event == 5
    assert queries.jp_rule(MENTORING, NEW_YEAR - DAY).jp_per_event == 4


@ONE_ENGINE
@pytest.mark.parametrize(("form", "day"), [(E_LEARNING, date(2000, 1, 1)), (99, NEW_YEAR)])
def test_where_none_holds_the_refusal_names_the_form(cast: Cast, form: int, day: date) -> None:
    with pytest.raises(Invalid, match=f"bentuk {form} pada tanggal itu"):
        queries.jp_rule(form, day)


def test_two_rules_of_a_form_cannot_begin_on_one_day(cast: Cast) -> None:
    change_rule(MENTORING, 3, NEW_YEAR)
    with pytest.raises(IntegrityError):
        change_rule(MENTORING, 4, NEW_YEAR)


@pytest.mark.parametrize(
    ("kind", "floor", "ceiling"),
    [("pns", 20, None), ("cpns", None, None), ("pppk", None, 24), ("pppk_paruh_waktu", None, 24)],
)
@ONE_ENGINE
def test_a_pns_has_a_floor_and_a_pppk_a_ceiling(
    cast: Cast, kind: str, floor: int | None, ceiling: int | None
) -> None:
    rule = queries.year_rule(kind, NEW_YEAR)
    assert rule
    assert (rule.floor, rule.ceiling) == (floor, ceiling)
    assert rule.legal_basis


def test_the_floor_of_a_year_is_the_newest_that_holds(cast: Cast) -> None:
    with transaction():
        db.session.add(YearRule(staff_kind="pns", floor=24, since=NEW_YEAR, legal_basis=BASIS))
    floors = []
    for day in (NEW_YEAR - DAY, NEW_YEAR):
        rule = queries.year_rule("pns", day)
        assert rule
        floors.append(rule.floor)
    assert floors == [20, 24]
    assert queries.year_rule("pns", date(1990, 1, 1)) is None
    assert queries.year_rule("magang", NEW_YEAR) is None


@ONE_ENGINE
def test_a_form_is_known_by_its_code(cast: Cast) -> None:
    known = queries.form(E_LEARNING)
    assert known
    assert known.name == "E-Learning"
    assert queries.form(99) is None
