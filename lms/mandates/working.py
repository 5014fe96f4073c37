"""The jobs that bring mandates up to the people of today, and tell them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, row, transaction
from lms.foundation.jobs import job, progress
from lms.identity.models import Person
from lms.mandates import actions, queries
from lms.mandates.actions import BRING, FOLLOW, STEPS, TELLINGS
from lms.mandates.actions.following import Step
from lms.mandates.models import MandateState
from lms.mandates.queries import Rule


@job(BRING, slow=True)
def bring(mandate_id: int) -> None:
    """Done twice, or by two workers at once, it does the same."""
    with transaction():
        held = actions.hold(mandate_id)
        state = held.state if held else MandateState.DRAFT
        agency_id, course_id = (held.agency_id, held.course_id) if held else (0, 0)
    if state == MandateState.DRAFT:
        return
    steps = (*STEPS, *TELLINGS) if state == MandateState.BINDING else (actions.let_go,)
    freed = Going(mandate_id, state, queries.rule_of(mandate_id, agency_id)).through(steps)
    if freed:
        for other in queries.binding(agency_id, course_id):
            if other != mandate_id:  # which still asks the same course of them
                bring(other)


class Going:
    """One walk through the steps, each in chunks that are transactions of their own."""

    def __init__(self, mandate_id: int, state: MandateState, rule: Rule) -> None:
        self.mandate_id, self.state, self.rule = mandate_id, state, rule
        self.done, self.total = 0, 3 * _count(rule)  # a duty, a place in the course, a notice

    def through(self, steps: Sequence[Step]) -> int:
        """Answers how many people were let go of."""
        touched = {step: self._all(step) for step in steps}
        return touched.get(STEPS[0], 0) + touched.get(actions.let_go, 0)

    def _all(self, step: Step) -> int:
        found = 0
        while some := self._chunk(step):
            found += some
            self.done += some
            progress(min(self.done, self.total), self.total)
        return found

    def _chunk(self, step: Step) -> int:
        """None where the mandate was ended, or taken up again, meanwhile: another job follows."""
        with transaction():
            held = actions.hold(self.mandate_id)
            if held is None or held.state != self.state:
                return 0
            return step(held, self.rule)


def _count(rule: Rule) -> int:
    found = row(queries.among(rule, select(func.count(Person.id))))
    return int(found[0]) if found else 0


@job(FOLLOW, slow=True)
def follow(agency_id: int) -> None:
    """After people of an agency came, left or moved."""
    for mandate_id in queries.binding(agency_id):
        bring(mandate_id)


@job("mandates.daily", slow=True, every=timedelta(days=1))
def daily() -> None:
    """Whoever meets a rule since yesterday, or no longer; reminders, and the digests of a week."""
    for mandate_id in queries.binding():
        bring(mandate_id)
    tell_heads(clock.today())


def tell_heads(today: date) -> None:
    """Each head of a unit once a week, where something below it is late."""
    week = today - timedelta(days=today.weekday())
    places = defaultdict(set)
    for head in queries.heads(week):
        places[head.person_id].add(head)
    late = queries.late_by_place() if places else []
    for done, (_, held) in enumerate(sorted(places.items())):
        units = {f"/{head.unit_id}/" for head in held}
        mine = [each for each in late if any(unit in each.path for unit in units)]
        _tell_head(min(held, key=lambda it: it.unit_id), week, mine)
        progress(done, len(places))


def _tell_head(head: AnyRow, week: date, late: Sequence[AnyRow]) -> None:
    if late:
        with transaction():
            actions.tell_head(head, week, late)
