"""What a row changes follows from the row and the roster alone; doing it twice changes nothing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lms.identity.models import PostLevel, StaffKind
from lms.roster.comparing import Change
from lms.roster.known import Known, Roster, Standing
from lms.roster.models import Kind
from lms.roster.offices import KnownPost, KnownUnit, Offices
from lms.roster.planning import Planner
from lms.roster.values import Row

TODAY = date(2026, 6, 1)
NIPS = ("199501052020121003", "199603072021122004", "198807072021211012")
UNITS = [
    KnownUnit(1, "D", "Dinas", "/1/"),
    KnownUnit(2, "B1", "Bidang", "/1/2/"),
    KnownUnit(3, "K", "Kantor", "/3/"),
    KnownUnit(4, "B2", "Bidang", "/3/4/"),
]
POSTS = [
    KnownPost(1, "Analis", PostLevel.FUNGSIONAL),
    KnownPost(2, "Kepala", PostLevel.PENGAWAS),
    KnownPost(3, "Kepala", PostLevel.ADMINISTRATOR),
]
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
places = st.builds(
    Standing,
    st.just(7),
    st.integers(1, 4),
    st.integers(1, 3),
    st.just(PostLevel.PELAKSANA),
    st.sampled_from(["III/a", "III/b"]),
    st.dates(date(2020, 1, 1), date(2026, 5, 31)),
)
people = st.builds(
    Known,
    st.just(5),
    st.sampled_from(NIPS),
    st.sampled_from(["Tedi", "Tuti"]),
    st.sampled_from([None, "a@contoh.go.id"]),
    st.sampled_from(list(StaffKind)),
    st.none(),
    st.booleans(),
    st.none() | places,
)
lines = st.builds(
    Row,
    st.just(2),
    nip=st.sampled_from(NIPS),
    old_nip=st.sampled_from(["", *NIPS]),
    name=st.sampled_from(["", "Tedi", "Tuti"]),
    email=st.sampled_from(["", "b@contoh.go.id"]),
    rank=st.sampled_from(["", "III/b"]),
    post=st.sampled_from(["", "Analis", "kepala"]),
    level=st.sampled_from([None, PostLevel.PENGAWAS]),
    unit=st.sampled_from(["", "Dinas", "bidang"]),
    parent=st.sampled_from(["", "Dinas", "Kantor"]),
    gone=st.sampled_from([None, False, True]),
    since=st.none() | days,
)


def decided(row: Row, known: Known | None) -> Change:
    by_nip = {known.nip: known} if known else {}
    return Planner(Offices("X", UNITS, POSTS, frozenset()), TODAY).change(row, Roster(by_nip))


def after(change: Change, known: Known | None) -> Known | None:
    """The person as applying leaves them."""
    if change.kind in {Kind.BAD, Kind.UNCHANGED}:
        return known
    before = known or Known(5, "", "", None, StaffKind.PNS, None, active=True)
    if change.kind is Kind.RETIRED:
        return replace(before, active=False, standing=None)
    assert change.staff
    place = before.standing
    if change.placed:
        assert change.unit.id
        assert change.post.id
        assert change.since
        ids = (9, change.unit.id, change.post.id)
        place = Standing(*ids, PostLevel.PELAKSANA, change.rank, change.since)
    facts = (change.nip, change.name, change.email, change.staff, change.contract)
    return Known(5, *facts, active=True, standing=place)


@given(lines, st.none() | people)
def test_a_row_that_was_done_changes_nothing_more(row: Row, known: Known | None) -> None:
    first = decided(row, known)
    now = after(first, known)
    if first.kind is Kind.BAD:
        assert first.reasons
        assert all(str(it) for it in first.reasons)
        return
    if row.old_nip and now:  # the number of before is in the history by then
        roster = Roster({row.old_nip: now, now.nip: now})
        again = Planner(Offices("X", UNITS, POSTS, frozenset()), TODAY).change(row, roster)
    else:
        again = decided(row, now)
    assert again.kind is Kind.UNCHANGED, again


@given(lines, people)
def test_nobody_moves_back_in_time_and_nobody_elsewhere_is_touched(row: Row, known: Known) -> None:
    change = decided(row, known)
    if change.placed and known.standing and known.nip in {row.nip, row.old_nip}:
        assert change.since
        assert change.since > known.standing.since
    away = replace(known, elsewhere="Kota Jambi")
    if known.nip in {row.nip, row.old_nip}:
        assert decided(row, away).kind is Kind.BAD


def test_a_unit_is_found_below_the_parent_that_is_told_and_two_are_told_apart() -> None:
    offices = Offices("X", UNITS, POSTS, frozenset(["c1"]))
    assert offices.unit("", "bidang", "kantor").id == 4
    assert offices.unit("b1", "", "").id == 2
    assert "beberapa unit" in str(offices.unit("", "Bidang", "").fault)
    assert "instansi lain" in str(offices.unit("C1", "Bidang", "Dinas").fault)
    assert "Jenjang" in str(offices.post("Kepala", None).fault)
    assert offices.post("Kepala", PostLevel.PENGAWAS).id == 2


def test_one_person_stands_in_a_file_once() -> None:
    planner = Planner(Offices("X", UNITS, POSTS, frozenset()), TODAY)
    for number, kind in ((2, Kind.ADDED), (3, Kind.BAD)):
        row = Row(number, nip=NIPS[0], name="Tedi", unit="Dinas", post="Analis")
        assert planner.change(row, Roster()).kind is kind
