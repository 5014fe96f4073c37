"""Whatever goes wrong, in whatever order: a record is at SIASN once, or told as not sent."""

from collections import deque

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.siasn import actions, queries
from lms.siasn.models import SendingState
from registers import Register
from sendings import chosen, held_of, later, recorded, run, sendable
from standin import Fault, StandIn

pytestmark = pytest.mark.usefixtures("rules")
ORDERS = st.lists(
    st.lists(st.sampled_from([*[None] * 5, *sorted(set(Fault) - {Fault.SLOW})]), max_size=14),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(who=st.sampled_from(["rani", "dedi", "nurul"]), orders=ORDERS)
def test_under_any_order_of_faults_each_is_there_once_or_told_as_not_sent(
    cast: Cast, register: Register, siasn: StandIn, who: str, orders: list[list[Fault]]
) -> None:
    siasn.forget()
    title = f"Kursus {next(register.numbers)}"
    each = [recorded(register, cast.people[who], f"{title}{letter}") for letter in "AB"]
    for faults in orders:
        siasn.faults = deque(faults)
        if left := [one for one in sendable(cast) if one in each]:
            _send_until_it_ends(cast, siasn, left)
    names = [it["namaKursus"] for it in siasn.records.values()]
    assert len(names) == len(set(names)), "a double record"
    rules = queries.rules_of(cast.province, clock.today())
    for one in each:
        entry = held_of(one)
        assert (entry.siasn_id in siasn.records) == (entry.state == "accepted"), entry.state
        if entry.state in {"new", "refused"}:
            laid = queries.laid_out(cast.province, rules, [one])[one]
            assert laid.fields["namaKursus"] not in names, "told as not sent"


def _send_until_it_ends(cast: Cast, siasn: StandIn, enrolments: list[int]) -> None:
    held = chosen(cast, enrolments)
    for _ in range(8):
        if run(held) != SendingState.RUNNING:
            break
        later()
        siasn.land()
    with transaction():
        actions.cancel(held, cast.siti.id)
    later()
    siasn.land()
