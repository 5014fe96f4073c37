"""Roles are given for a time, and each opens what it is for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cast import SINCE, Cast
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.identity import actions, policies, queries
from lms.identity.models import Grant, Role

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MARCH = date(2026, 3, 1)
DAY = timedelta(days=1)


def test_a_role_holds_from_its_first_day_until_its_last(cast: Cast) -> None:
    with transaction():
        actions.give_grant(
            queries.person(cast.hendra.id),
            Role.UNIT_HEAD,
            cast.province,
            unit_id=cast.units["pendidikan"],
            since=MARCH,
            until=MARCH + 30 * DAY,
            by=cast.siti.id,
            reason="Plt Kepala Dinas Pendidikan",
        )
    for day, held in ((-1, False), (0, True), (29, True), (30, False)):
        noon = datetime(2026, 3, 1, 5, tzinfo=UTC) + day * DAY
        with clock.at(noon):
            assert policies.holds(cast.hendra.id, Role.UNIT_HEAD) == held, day
            scope = queries.scope_of(cast.hendra.id, Role.UNIT_HEAD)
            assert [each.name for each in queries.units_within(scope)] == (
                ["Dinas Pendidikan"] if held else []
            )


def test_a_plt_beside_a_post_of_ones_own_heads_both_units(cast: Cast) -> None:
    with transaction():
        actions.give_grant(
            queries.person(cast.yusuf.id),
            Role.UNIT_HEAD,
            cast.province,
            unit_id=cast.units["bkd"],
            since=SINCE,
        )
    scope = queries.scope_of(cast.yusuf.id, Role.UNIT_HEAD)
    assert {each.id for each in queries.units_within(scope)} == {
        cast.units[each] for each in ("kominfo", "aplikasi", "bkd")
    }


@ONE_ENGINE
def test_a_role_that_ends_before_it_begins_is_refused_with_its_field(cast: Cast) -> None:
    person = queries.person(cast.hendra.id)
    with pytest.raises(Invalid) as refused:
        actions.give_grant(person, Role.MENTOR, cast.province, since=MARCH, until=MARCH)
    assert list(refused.value.fields) == ["until"]
    assert db.session.scalar(select(Grant.id).where(Grant.person_id == cast.hendra.id)) is None


def test_the_database_itself_refuses_a_period_turned_round(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction():
        db.session.add(
            Grant(
                person_id=cast.rani.id,
                role=Role.MENTOR,
                agency_id=cast.province,
                since=MARCH,
                until=MARCH - DAY,
            )
        )


@ONE_ENGINE
def test_only_the_administrator_administers(cast: Cast) -> None:
    may = {key for key, each in cast.people.items() if policies.may_administer(each.id)}
    assert may == {"amin"}
