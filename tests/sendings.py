"""Records sent to SIASN, as tests arrange and find them."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from awards import issued
from cast import Cast, Someone
from lms.certificates.queries import Shown
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.language import say, spoken
from lms.identity.queries import Scope
from lms.records.models import Completion
from lms.siasn import actions, queries, sending
from lms.siasn.actions import AgencyDraft
from lms.siasn.models import Entry, EntryStep, SendingState
from lms.siasn.queries import Wish
from lms.siasn.queries.entries import SETTLE
from registers import Register
from standin import StandIn

MAY = date(2026, 5, 4)
DRAFT = AgencyDraft("A5EB03E23AA4F6A0E040640A040252AD", "", "", 600, 3)


def give_rules(cast: Cast, draft: AgencyDraft = DRAFT) -> None:
    """The province and everybody in it are known to SIASN."""
    with transaction():
        actions.set_agency(cast.province, draft, cast.siti.id)
        for each in cast.people.values():
            if each.agency_id == cast.province:
                actions.note_person(cast.province, each.id, f"orang-{each.id:04}", "file")


def recorded(register: Register, someone: Someone, title: str = "Naskah Dinas") -> int:
    """Somebody completed a course and has the certificate; answers the enrolment."""
    completion_id = register.add(someone, MAY, title=title)
    issued(completion_id)
    return db.session.get_one(Completion, completion_id).enrolment_id


def chosen(cast: Cast, enrolments: Iterable[int]) -> int:
    with transaction():
        return actions.choose(cast.province, list(enrolments), cast.siti.id).id


def fault_of(sending_id: int) -> str:
    found = queries.sending(sending_id)
    assert found is not None
    return str(spoken(found.fault))


def let_stop(award: Shown, by: int) -> int:
    """A sending of one record that stopped by itself, in the open transaction."""
    made = actions.choose(award.agency_id, [award.enrolment_id], by)
    actions.stop(made.id, say("SIASN tidak menjawab."))
    return made.id


def state_of(enrolment: int) -> str:
    found = queries.entry(enrolment)
    assert found is not None
    return found.state.value


def held_of(enrolment: int) -> Entry:
    found = queries.entry(enrolment)
    assert found is not None
    return found


def kinds_of(enrolment: int) -> list[str]:
    """What was done with it, in order."""
    own = select(EntryStep.kind).where(EntryStep.enrolment_id == enrolment)
    return [each.value for each in db.session.scalars(own.order_by(EntryStep.id))]


def writes(siasn: StandIn) -> int:
    return sum(method == "POST" for method, _ in siasn.asked)


def standing_of(cast: Cast, enrolment: int) -> str:
    scope = Scope(agencies=frozenset({cast.province}))
    rules = queries.rules_of(cast.province, clock.today())
    found = queries.one_of(scope, rules, enrolment)
    assert found is not None
    return str(found.standing)


def sendable(cast: Cast) -> list[int]:
    scope = Scope(agencies=frozenset({cast.province}))
    return queries.list_sendable(scope, queries.rules_of(cast.province, clock.today()), Wish())


def run(sending_id: int) -> SendingState:
    """The job, once."""
    sending.send(sending_id)
    found = queries.sending(sending_id)
    assert found is not None
    return found.state


def later(by: timedelta = SETTLE + timedelta(minutes=1)) -> None:
    clock.Clock.fixed = clock.now() + by
