"""A year's JP by unit and kind of staff: who counts, who sees what, sums that are their rows."""

import gzip
from collections.abc import Callable
from datetime import date, timedelta
from re import findall

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from cast import Cast, Someone
from elsewheres import claimed
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, drop, start_writing, transaction
from lms.identity.models import Person, StaffKind
from lms.identity.queries import Scope, units_within
from lms.records import fulfilling, queries
from lms.records.actions import verify_claim
from lms.records.models import JpCredit
from lms.records.queries import Among
from registers import Register
from statements import statements

At = Callable[[Someone], FlaskClient]
ONE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PAGE, PEOPLE = "/register/fulfilment", "/register/fulfilment/people"
DAY = date(2026, 11, 22)


def words(browser: FlaskClient, path: str) -> str:
    page = browser.get(path)
    assert page.status_code == 200, page.text
    return " ".join(page.text.split())


def listed(browser: FlaskClient, query: str = "") -> list[str]:
    text = words(browser, f"{PEOPLE}{query}")
    return findall(r'<th scope="row" class="full">([^<]+)</th>', text)


def whole(cast: Cast) -> Scope:
    return Scope(agencies=frozenset({cast.province}))


def test_only_those_in_service_count_and_each_by_the_year_of_their_own(
    register: Register, cast: Cast
) -> None:
    register.add(cast.rani, date(2026, 5, 4), jp=24)
    register.add(cast.nurul, date(2025, 6, 5), jp=30)
    register.add(cast.dedi, date(2026, 2, 28), jp=9, title="Kontrak lama")
    register.add(cast.dedi, date(2026, 3, 1), jp=26, title="Kontrak baru")
    register.add(cast.wati, date(2026, 5, 4), jp=20, title="Pensiun")
    with transaction():
        who = update(Person).where(Person.id == cast.wati.id)
        db.session.execute(who.values(active=False))
    verified = claimed(cast.yusuf.id, cast.province)
    with transaction():
        verify_claim(verified, cast.siti.id, 1, 4)
    total = fulfilling.summed(queries.fulfilment_by_unit(whole(cast), Among(DAY)))
    assert (total.people, total.asked, total.reached, total.beyond) == (7, 6, 1, 1)
    assert total.credited == 24 + 26 + 4
    assert total.missing == 4 * 20 + 16
    past = fulfilling.summed(queries.fulfilment_by_unit(whole(cast), Among(date(2025, 12, 31))))
    assert (past.reached, past.credited) == (1, 30 + 9)


@ONE
def test_officers_see_their_agency_and_heads_their_subtree(
    filled: Register, cast: Cast, at: At
) -> None:
    assert listed(at(cast.murni), "?sort=name") == ["Lestari Handayani", "Yusnita Murni"]
    head = at(cast.yusuf)
    assert set(listed(head)) == {
        "Rani Anggraini",
        "Dedi Pranata",
        "Yusuf Effendi",
        "Hendra Saputra",
    }
    page = words(head, PAGE)
    assert "Dinas Pendidikan" not in page
    assert "1 dari 3" in page  # Dedi has no floor
    other = cast.units["pendidikan"]
    for path in (PAGE, PEOPLE, f"{PAGE}/export"):
        assert head.get(f"{path}?unit={other}").status_code == 404
        for someone in (cast.rani, cast.wati, cast.amin):
            assert at(someone).get(path).status_code == 403


@ONE
def test_a_head_reads_claims_in_sums_alone(register: Register, cast: Cast, at: At) -> None:
    claimed(cast.rani.id, cast.province, "Rahasia Rani")
    page = words(at(cast.yusuf), PAGE)
    assert "0 terverifikasi, 1 menunggu diperiksa, 0 belum diterima" in page
    assert "Rahasia Rani" not in page


@ONE
def test_the_list_is_narrowed_sorted_and_exported(filled: Register, cast: Cast, at: At) -> None:
    siti = at(cast.siti)
    assert listed(siti, "?standing=reached") == ["Yusuf Effendi"]
    assert listed(siti, "?kind=pppk") == ["Dedi Pranata"]
    assert listed(siti, "?words=rani") == ["Rani Anggraini"]
    assert listed(siti, "?sort=-credited")[:2] == ["Yusuf Effendi", "Rani Anggraini"]
    assert listed(siti, f"?unit={cast.units['aplikasi']}&sort=name") == [
        *("Dedi Pranata", "Rani Anggraini"),
    ]
    for wrong in ("?sort=nip", "?kind=x", "?standing=x", "?year=1999", "?year=x"):
        assert siti.get(f"{PEOPLE}{wrong}").status_code == 422
    with transaction():
        who = update(Person).where(Person.id == cast.rani.id)
        db.session.execute(who.values(name="=1+1"))
    file = siti.get(f"{PAGE}/export?unit={cast.units['aplikasi']}&sort=name")
    lines = gzip.decompress(file.data).decode("utf-8-sig").splitlines()
    assert lines[0] == "nip,name,unit,kind,credited,floor,ceiling,missing,beyond"
    # Groups, since a spreadsheet would make a number of the digits.
    assert "19910412 201503 2 004,'=1+1,Bidang Aplikasi,pns,4,20,,16,0" in lines
    assert len(lines) == 3
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "fulfilment"))
    entry = noted.one()
    assert (entry.actor_id, entry.detail["rows"]) == (cast.siti.id, 2)


@ONE
def test_many_people_need_no_more_statements(filled: Register, cast: Cast, at: At) -> None:
    siti = at(cast.siti)
    siti.get(PAGE)
    asked = []
    for path in (PAGE, PEOPLE):
        with statements() as each:
            siti.get(path)
        asked.append(each)
    for number in range(5):
        filled.add(cast.hendra, DAY - timedelta(days=number), title=f"Kursus {number}")
        filled.add(cast.amin, DAY - timedelta(days=number), title=f"Kursus {number}")
    for path, before in zip((PAGE, PEOPLE), asked, strict=True):
        with statements() as after:
            siti.get(path)
        after.at_most(len(before))
    assert max(map(len, asked)) <= 14


KEYS = ("rani", "dedi", "yusuf", "hendra", "wati", "nurul", "siti", "amin")
Row = tuple[str, date, int, int, bool]  # whose, when, JP, form, whether it was reversed
CREDITS = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.dates(date(2023, 1, 1), date(2026, 11, 22)),
        st.integers(1, 40),
        st.sampled_from((4, 9, 16)),
        st.booleans(),
    ),
    max_size=12,
)
STARTS = st.sampled_from((None, date(2024, 2, 29), date(2023, 1, 1), date(2022, 12, 31)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CREDITS, st.sampled_from(sorted(StaffKind)), STARTS, st.integers(2023, 2026))
def test_the_sum_of_any_view_is_the_sum_of_its_rows(
    cast: Cast,
    rows: list[Row],
    kind: StaffKind,
    start: date | None,
    year: int,
) -> None:
    """People, forms, units and the province; what was reversed counts nothing anywhere."""
    day = min(DAY, date(year, 12, 31))
    start_writing()
    try:
        _give(cast, rows, kind, start)
        _ensure_sums(cast, day)
    finally:  # nothing of an example is kept
        drop()


def _give(cast: Cast, rows: list[Row], kind: StaffKind, start: date | None) -> None:
    who = update(Person).where(Person.id.in_([cast.rani.id, cast.dedi.id]))
    db.session.execute(who.values(staff_kind=kind, contract_start=start))
    for number, (key, on, jp, form, reversed_) in enumerate(rows):
        for sign in (1, -1)[: 1 + reversed_]:
            db.session.add(_credit(cast.people[key], number, on, sign * jp, form))
        db.session.flush()


def _credit(someone: Someone, number: int, on: date, jp: int, form: int) -> JpCredit:
    return JpCredit(
        person_id=someone.id,
        agency_id=someone.agency_id,
        credited_on=on,
        jp=jp,
        minutes=jp * 45,
        form_code=form,
        jp_rule_id=1,
        legal_basis="",
        source_kind="completion",
        source_id=f"contoh-{number}",
        title="",
        written_at=clock.now(),
    )


def _ensure_sums(cast: Cast, day: date) -> None:
    scope, among = whole(cast), Among(day)
    counted = queries.fulfilment_by_unit(scope, among)
    total = fulfilling.summed(counted)
    people = db.session.execute(queries.list_fulfilment(scope, among, "name")).all()
    assert {it.id for it in people} == {cast.people[key].id for key in KEYS}
    for each in people:  # as the transcript of each has it
        picture = queries.year_picture(each.id, day)
        assert picture.credited == each.credited == sum(it.jp for it in picture.by_form)
        assert (picture.missing, picture.beyond) == (each.missing, each.beyond)
        by_year = {year: jp for year, jp in queries.jp_by_year(each.id) if day in year}
        assert sum(by_year.values()) == each.credited
    assert total.people == len(people)
    assert total.credited == sum(it.credited for it in people)
    assert total.missing == sum(it.missing for it in people)
    assert total.reached == sum(it.floor is not None and it.credited >= it.floor for it in people)
    assert total.beyond == sum(it.beyond > 0 for it in people)
    units = units_within(scope)
    for chosen in ("", *(unit.path for unit in units)):
        below = [it for it in counted if it.path.startswith(chosen)]
        branches = fulfilling.branches(units, below, chosen)
        for name in ("people", "credited", "missing", "reached", "beyond"):
            of_rows = sum(getattr(it.total, name) for it in branches)
            assert of_rows == getattr(fulfilling.summed(below), name)
    for name in ("people", "credited", "missing"):
        by_kind = sum(getattr(it, name) for _, it in fulfilling.by_kind(counted))
        assert by_kind == getattr(total, name)
