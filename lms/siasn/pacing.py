"""How fast an agency may ask, over all workers: each takes its moment from one row."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from lms.foundation import clock
from lms.foundation.database import aside
from lms.foundation.inserting import insert_into
from lms.siasn.models import Pace


def seconds_until_turn(agency_id: int, a_minute: int, requests: int) -> float:
    """Take the next moment for so many requests, and tell how far away it is."""
    return _put(agency_id, timedelta(minutes=requests / a_minute), timedelta())


def put_off(agency_id: int, seconds: float) -> None:
    """SIASN asks to wait: nobody of this agency asks before."""
    _put(agency_id, timedelta(), timedelta(seconds=seconds))


def _put(agency_id: int, further: timedelta, pause: timedelta) -> float:
    now = clock.now()
    with aside() as connection:
        first = {"agency_id": agency_id, "next_at": now}
        connection.execute(insert_into(Pace).values(first).on_conflict_do_nothing())
        own = Pace.agency_id == agency_id
        held = connection.scalar(select(Pace.next_at).where(own).with_for_update())
        turn = max(_known(held), now + pause)
        connection.execute(update(Pace).where(own).values(next_at=turn + further))
    return max(0.0, (turn - now).total_seconds())


def _known(moment: datetime | None) -> datetime:
    assert moment is not None  # it was entered before
    return moment
