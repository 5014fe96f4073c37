"""Hours are shown and days counted in the zone that the site was given."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import literal, select

from databases import settings_for
from lms.app import create_app
from lms.foundation import clock
from lms.foundation.database import Moment, db
from lms.records.queries.texts import moment_text
from lms.web import shown

NEW_YEAR = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # past midnight in Jayapura alone
ZONES = {
    "Asia/Jakarta": (date(2026, 12, 31), "22.30", "WIB", "2026-12-31T22:30:00+07:00"),
    "Asia/Makassar": (date(2026, 12, 31), "23.30", "WITA", "2026-12-31T23:30:00+08:00"),
    "Asia/Jayapura": (date(2027, 1, 1), "00.30", "WIT", "2027-01-01T00:30:00+09:00"),
}


@pytest.fixture
def of_jambi() -> Iterator[None]:
    """The zone is the process's, so the tests after this one get theirs back."""
    yield
    clock.Clock.zone = clock.JAKARTA


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_of_a_site_is_that_of_its_days_hours_and_exports(
    zone: str, engine_url: str, tmp_path: Path, of_jambi: None
) -> None:
    given = settings_for(engine_url, tmp_path).model_copy(update={"time_zone": zone})
    day, hour, name, text = ZONES[zone]
    with create_app(given).app_context():
        with clock.at(NEW_YEAR):
            assert clock.today() == day
        assert (shown.time_of_day(NEW_YEAR), shown.zone(NEW_YEAR)) == (hour, name)
        assert clock.local(clock.dawn(day)).hour == 0
        assert db.session.scalar(select(moment_text(literal(NEW_YEAR, Moment())))) == text
        db.session.remove()
        db.engine.dispose()
