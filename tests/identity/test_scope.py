"""A scope lists whole agencies and subtrees, and not one person beyond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from cast import SINCE, Cast
from lms.foundation.database import db, transaction
from lms.identity import actions, queries
from lms.identity.models import Agency, Role, Unit
from lms.identity.queries import Scope

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
# Ids chosen to be each other's beginnings: 1, 11, 111, 12, 2, 21.
PATHS = ["/1/", "/11/", "/111/", "/1/11/", "/1/12/", "/1/11/111/", "/2/", "/2/1/", "/2/11/", "/21/"]


def below(path: str) -> set[str]:
    parts = path.strip("/").split("/")
    return {each for each in PATHS if each.strip("/").split("/")[: len(parts)] == parts}


def listed(scope: Scope) -> set[str]:
    found = select(Unit.path).where(scope.clause(Unit.agency_id, Unit.path))
    return set(db.session.scalars(found))


@pytest.fixture
def tree(cast: Cast) -> Cast:
    """Units in the city with paths that begin like each other's, and nothing else there."""
    with transaction():
        for number, path in enumerate(PATHS, 1000):
            unit = {"id": number, "agency_id": cast.city, "code": path, "name": path, "path": path}
            db.session.execute(insert(Unit), unit)
    return cast


@pytest.mark.parametrize("path", PATHS)
@ONE_ENGINE
def test_a_subtree_holds_its_own_and_not_its_namesakes(tree: Cast, path: str) -> None:
    assert listed(Scope(unit_paths=frozenset({path}))) & set(PATHS) == below(path)


def test_it_is_the_same_on_either_engine(tree: Cast) -> None:
    for path in PATHS:
        assert listed(Scope(unit_paths=frozenset({path}))) & set(PATHS) == below(path)


def test_an_empty_scope_lists_nobody(tree: Cast) -> None:
    assert not Scope()
    assert listed(Scope()) == set()


def test_an_agency_lists_its_own_units_only(tree: Cast) -> None:
    found = select(Unit.path).where(Unit.agency_id == tree.province)
    assert listed(Scope(frozenset({tree.province}))) == set(db.session.scalars(found))


@pytest.mark.parametrize(
    ("path", "holds"), [("%", set()), ("/%/", set()), ("/_/", set()), ("", set(PATHS))]
)
@ONE_ENGINE
def test_a_path_is_no_pattern(tree: Cast, path: str, holds: set[str]) -> None:
    assert listed(Scope(unit_paths=frozenset({path}))) & set(PATHS) == holds


@given(st.frozensets(st.integers(1, 3)), st.frozensets(st.sampled_from(PATHS)))
def test_what_a_scope_holds_is_what_its_clause_lists(
    agencies: frozenset[int], paths: frozenset[str]
) -> None:
    scope = Scope(agencies, paths)
    for agency in (1, 2, 3, 4):
        for path in PATHS:
            inside = agency in agencies or any(path in below(each) for each in paths)
            assert scope.holds(agency, path) == inside
    assert bool(scope) == bool(agencies or paths)


@pytest.mark.parametrize("limits", [{"course_slug": "kursus"}, {"subject_id": 1}])
@ONE_ENGINE
def test_a_grant_for_a_course_or_a_person_opens_no_list(
    cast: Cast, limits: dict[str, object]
) -> None:
    with transaction():
        person = queries.person(cast.hendra.id)
        actions.give_grant(person, Role.TRAINER, cast.province, since=SINCE, **limits)  # type: ignore[arg-type]  # one or the other
    assert not queries.scope_of(cast.hendra.id, Role.TRAINER)


@ONE_ENGINE
def test_an_officers_scope_is_their_agency_and_ends_there(cast: Cast) -> None:
    scope = queries.scope_of(cast.siti.id, Role.BKD_OFFICER)
    assert scope == Scope(frozenset({cast.province}))
    city = db.session.scalars(select(Unit).where(Unit.agency_id == cast.city)).all()
    assert not any(scope.holds(unit.agency_id, unit.path) for unit in city)
    assert db.session.get_one(Agency, cast.city).code == "5571"
