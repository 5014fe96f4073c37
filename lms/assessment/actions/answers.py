"""Saving an answer: one guarded statement, since it is what a whole exam does all the time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine

from lms.assessment.models import Answer, Attempt
from lms.assessment.paper.answers import Given
from lms.assessment.queries import Held
from lms.foundation import clock
from lms.foundation.durable import Durable, Together, given_by_each
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.identity import queries as identity
from lms.learning.models import Enrolment, EnrolmentState

FIRST = ("place", "device", "first_saved_at")  # as the first save of a device left them
GivenAs = Callable[[str, TypeEngine[Any]], ColumnElement[Any]]
Kept = tuple[int, datetime]  # the counter, and when the server kept it
COLUMNS = (*FIRST, "counter", "value", "client_at", "saved_at", "checked_at")


def save_answer(
    person_id: int, attempt_id: UUID, place: int, given: Given, *, check: bool = False
) -> Kept | None:
    """Keep an answer, and with `check` settle it; answers its counter and the server's time.

    On disk when this returns: it is the one change here that does not wait for its caller's end.

    None where nothing was kept: the device had sent this or a later one before, or the attempt is
    another person's, closed or out of time. `queries.held` tells these apart, `refusal` says which.
    """
    moment = clock.now()
    told = _told(attempt_id, place, given, moment, checked_at=moment if check else None)
    return cast("Kept | None", SAVE.keep(person=person_id, **told))


def save_answer_of(digest: str, attempt_id: UUID, place: int, given: Given) -> Kept | None:
    """The same for whoever has the open session `digest`; None where it is open no more, too."""
    told = _told(attempt_id, place, given, clock.now())
    return cast("Kept | None", SAVE_OF.keep(digest=digest, **told))


def _told(
    attempt_id: UUID,
    place: int,
    given: Given,
    moment: datetime,
    checked_at: datetime | None = None,
) -> dict[str, Any]:
    return {
        "attempt": attempt_id,
        "now": moment,
        "place": place,
        "device": given.device,
        "counter": given.counter,
        "value": given.value,
        "client_at": given.client_at,
        "first_saved_at": moment,
        "saved_at": moment,
        "checked_at": checked_at,
    }


def refusal(held: Held) -> Conflict:
    """Why an answer to an attempt of one's own was not kept, and what is safe."""
    if held.submitted_at is not None:
        return Conflict(say("Kuis ini sudah dikirim, jadi jawaban tidak dapat diubah lagi."))
    if held.deadline_at is not None and held.deadline_at <= clock.now():
        return Conflict(
            say(
                "Waktu kuis ini habis pukul %(hour)s. Jawaban yang tersimpan sebelum itu tetap "
                "dinilai.",
                hour=clock.local(held.deadline_at).strftime("%H.%M.%S"),
            )
        )
    return Conflict(say("Soal ini sudah diperiksa, jadi jawabannya tidak dapat diubah lagi."))


def _alone(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    return bindparam(name, type_=kind)


def _statement(insert: Any, given: GivenAs, person: str) -> Any:
    table = Answer.__table__
    statement = insert(table).from_select(
        ["attempt_id", *COLUMNS, "turn"], _open_attempt(given, PERSONS[person](given))
    )
    changed = {name: statement.excluded[name] for name in (*COLUMNS, "turn") if name not in FIRST}
    return statement.on_conflict_do_update(
        index_elements=["attempt_id", "place", "device"],
        set_=changed,
        where=table.c.counter < statement.excluded.counter,
    )


def _open_attempt(given: GivenAs, person: ColumnElement[int]) -> Any:
    """The attempt of `person`, where an answer may still be given to this place of it.

    Held for sharing (PostgreSQL), so that handing in, which holds it alone, reads every answer
    that was acknowledged and none comes after it.
    """
    table, settled, before = Answer.__table__, aliased(Answer), aliased(Answer)
    place, now = given("place", table.c.place.type), given("now", table.c.saved_at.type)
    turn = select(func.coalesce(func.max(before.turn), 0) + 1).where(
        before.attempt_id == Attempt.id, before.place == place
    )
    return (
        select(
            Attempt.id,
            *(given(name, table.c[name].type) for name in COLUMNS),
            turn.scalar_subquery(),
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Attempt.id == given("attempt", table.c.attempt_id.type),
            Attempt.person_id == person,
            Attempt.submitted_at.is_(None),
            or_(Attempt.deadline_at.is_(None), Attempt.deadline_at > now),
            place <= Attempt.length,
            Enrolment.state != EnrolmentState.WITHDRAWN,
            ~exists().where(
                settled.attempt_id == Attempt.id,
                settled.place == place,
                settled.checked_at.is_not(None),
            ),
        )
        .with_for_update(read=True, of=Attempt)
    )


TABLE = Answer.__table__
PERSONS: dict[str, Callable[[GivenAs], ColumnElement[int]]] = {
    "person": lambda given: given("person", TABLE.c.place.type),
    "digest": lambda given: identity.signed_in_now(
        given("digest", TABLE.c.device.type), given("now", TABLE.c.saved_at.type)
    ),
}


def _durable(person: str) -> Durable:
    told = [TABLE.c.counter, TABLE.c.saved_at]
    key = {"attempt": TABLE.c.attempt_id, "place": TABLE.c.place}
    together = _statement(sqlite.insert, given_by_each, person).returning(*key.values(), *told)
    return Durable(
        told,
        together=Together(together, key),
        sqlite=_statement(sqlite.insert, _alone, person).returning(*told),
        postgresql=_statement(postgresql.insert, _alone, person).returning(*told),
    )


SAVE = _durable("person")
SAVE_OF = _durable("digest")
