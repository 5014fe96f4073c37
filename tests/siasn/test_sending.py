"""A record is written at SIASN once, whatever goes wrong on the way."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from flask import Flask

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.jobs import Job
from lms.records.actions import Change, correct_completion
from lms.records.models import Completion
from lms.siasn import actions, queries, sending, wire
from lms.siasn.actions import End, Mended
from lms.siasn.answers import Held, Kind
from lms.siasn.models import EntryState, SendingState, StepKind
from lms.siasn.queries.entries import SETTLE
from lms.siasn.wire import line
from registers import Register
from sendings import (
    DRAFT,
    chosen,
    fault_of,
    give_rules,
    held_of,
    kinds_of,
    later,
    recorded,
    run,
    sendable,
    standing_of,
    state_of,
    writes,
)
from standin import PASSWORD, SECRET, Fault, StandIn

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
pytestmark = pytest.mark.usefixtures("rules")


def test_a_record_is_sent_and_its_id_kept(
    cast: Cast, register: Register, siasn: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = recorded(register, cast.rani)
    assert run(chosen(cast, [one])) == SendingState.DONE
    (kept,) = siasn.records.values()
    assert held_of(one).siasn_id == kept["id"]
    assert kinds_of(one) == ["chosen", "sent", "accepted"]
    assert standing_of(cast, one) == "sent"
    number = held_of(one).number
    assert {name: kept[name] for name in kept if name not in {"id", "kind"}} == {
        "instansiId": DRAFT.instansi_id,
        "institusiPenyelenggara": "Pemerintah Provinsi Jambi",
        "jenisDiklatId": 16,
        "jenisKursusSertipikat": "T",
        "jumlahJam": 4,
        "namaKursus": "Naskah Dinas",
        "nomorSertipikat": number,
        "pnsOrangId": f"orang-{cast.rani.id:04}",
        "tahunKursus": 2026,
        "tanggalKursus": "27-04-2026",
        "tanggalSelesaiKursus": "04-05-2026",
    }
    assert sendable(cast) == []
    with pytest.raises(Conflict):
        chosen(cast, [])
    for secret in (SECRET, PASSWORD, cast.rani.nip, *siasn.tokens):
        assert secret not in caplog.text


@ONE_ENGINE
@pytest.mark.parametrize(
    "fault", [Fault.CUT, Fault.HALF, Fault.GARBLED, Fault.LATE, Fault.LOST, Fault.SLOW]
)
def test_what_nobody_answered_rests_and_is_read_before_it_is_written_again(
    cast: Cast, register: Register, siasn: StandIn, fault: Fault
) -> None:
    one = recorded(register, cast.rani)
    held = chosen(cast, [one])
    siasn.faults.extend([None, fault])
    with patch.object(line, "READ", 1.0 if fault is Fault.SLOW else line.READ):
        assert run(held) == SendingState.RUNNING
    assert (state_of(one), standing_of(cast, one)) == ("unknown", "queued")
    assert writes(siasn) == 1
    assert run(held) == SendingState.RUNNING, "it rests"
    assert writes(siasn) == 1
    due = db.session.scalars(db.select(Job.due_at).order_by(Job.id.desc())).first()
    assert due == clock.now() + SETTLE
    siasn.land()
    later()
    assert run(held) == SendingState.DONE
    (kept,) = siasn.records.values()
    assert held_of(one).siasn_id == kept["id"]
    assert kinds_of(one)[-1] == ("accepted" if fault is Fault.LOST else "found")


@ONE_ENGINE
def test_a_crash_after_the_write_is_told_from_one_before(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    one, two = recorded(register, cast.rani), recorded(register, cast.dedi)
    held = chosen(cast, [one, two])
    with (
        patch.object(actions, "tell", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        run(held)
    db.session.remove()
    assert state_of(one) == "sending", "the intent outlived the crash"
    assert len(siasn.records) == 1
    with (
        patch.object(wire.Wire, "held", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        run(held)
    db.session.remove()
    assert state_of(two) == "sending"
    later()
    assert run(held) == SendingState.DONE
    assert [state_of(one), state_of(two)] == ["accepted", "accepted"]
    assert kinds_of(one)[-1] == "found"
    assert kinds_of(two)[-1] == "accepted"
    assert len(siasn.records) == 2


def test_two_workers_and_two_clicks_send_each_once(
    app: Flask, cast: Cast, register: Register, siasn: StandIn
) -> None:
    people = (cast.rani, cast.dedi, cast.nurul, cast.hendra)
    each = [recorded(register, who) for who in people]
    held = chosen(cast, each)
    with pytest.raises(Conflict):
        chosen(cast, each)
    db.session.remove()

    def work(_: int) -> None:
        with app.app_context():
            sending.send(held)
            db.session.remove()

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(work, range(3)))
    later()
    run(held)
    assert sorted(it["pnsOrangId"] for it in siasn.records.values()) == sorted(
        f"orang-{who.id:04}" for who in people
    )
    assert writes(siasn) == len(people)
    assert {state_of(it) for it in each} == {"accepted"}


@ONE_ENGINE
def test_a_worker_that_was_held_up_writes_nothing_and_changes_nothing(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    one = recorded(register, cast.rani)
    held = chosen(cast, [one])
    reads = wire.Wire.held

    def slowly(self: wire.Wire, kind: Kind, nip: str) -> Sequence[Held]:
        found = reads(self, kind, nip)
        later(timedelta(minutes=6))
        return found

    with patch.object(wire.Wire, "held", slowly):
        run(held)
    assert (writes(siasn), kinds_of(one)[-1]) == (0, "put_off")
    laid = queries.laid_out(cast.province, queries.rules_of(cast.province, clock.today()), [one])
    with transaction():
        mine = actions.take(one, held, laid[one])
    assert mine
    with transaction():
        assert actions.take(one, held, laid[one]) is None, "it is in my hands"
    later()
    run(held)
    with transaction():
        actions.tell(mine, laid[one], End(StepKind.REFUSED, EntryState.REFUSED, "terlambat"))
    assert (state_of(one), kinds_of(one)[-1]) == ("accepted", "refused"), "kept, and no more"


@ONE_ENGINE
def test_what_siasn_holds_already_is_adopted_or_shown_to_people(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    one, two = recorded(register, cast.rani), recorded(register, cast.dedi)
    laid = queries.laid_out(
        cast.province, queries.rules_of(cast.province, clock.today()), [one, two]
    )
    spaced = str(laid[one].fields["nomorSertipikat"]).replace("/", " / ").lower()
    by_hand = siasn.keep("kursus", laid[one].fields | {"nomorSertipikat": spaced})
    siasn.keep("kursus", laid[two].fields | {"tanggalKursus": "01-01-2020"})
    assert run(chosen(cast, [one, two])) == SendingState.DONE
    assert held_of(one).siasn_id == by_hand
    assert state_of(two) == "refused"
    assert writes(siasn) == 0


@ONE_ENGINE
def test_it_stops_by_itself_says_why_and_is_resumed(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    each = [recorded(register, who) for who in (cast.rani, cast.dedi, cast.nurul, cast.hendra)]
    held = chosen(cast, each)
    siasn.faults.extend([Fault.BROKEN] * 3)
    assert run(held) == SendingState.STOPPED
    assert "3 gangguan" in fault_of(held)
    assert (siasn.records, len(siasn.asked)) == ({}, 3)
    assert run(held) == SendingState.STOPPED, "a worker leaves it"
    with transaction():
        actions.resume(held, cast.siti.id)
    siasn.faults.extend([Fault.EXPIRED, None, Fault.BUSY])
    assert run(held) == SendingState.RUNNING
    assert run(held) == SendingState.DONE
    assert len(siasn.records) == 4
    siasn.locked, siasn.people = True, {}
    five = recorded(register, cast.wati)
    siasn.tokens.clear()
    held = chosen(cast, [five])
    assert run(held) == SendingState.STOPPED
    assert "menolak akun" in fault_of(held)
    with transaction():
        actions.cancel(held, cast.siti.id)
    assert (state_of(five), standing_of(cast, five)) == ("new", "ready")
    with transaction(), pytest.raises(Conflict):
        actions.resume(held, cast.siti.id)


@ONE_ENGINE
def test_a_pause_that_is_asked_for_is_kept_by_all(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    each = [recorded(register, who) for who in (cast.rani, cast.dedi, cast.nurul)]
    give_rules(cast, actions.AgencyDraft("A5EB", "", "", 60, 3))
    siasn.faults.extend([Fault.BUSY])
    with patch("lms.siasn.sending.sleep") as slept:
        run(held := chosen(cast, each))
    waited = sum(call.args[0] for call in slept.call_args_list)
    assert waited == pytest.approx(0 + 2 + 4), "one a second, two requests each, from the busy on"
    siasn.faults.extend([Fault.BUSY])
    siasn.pause = "3600"
    assert run(held) == SendingState.STOPPED


def test_a_correction_after_sending_changes_the_record_that_is_there(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    one = recorded(register, cast.rani)
    run(chosen(cast, [one]))
    with transaction():
        wrong = held_of(one).completion_id
        assert wrong
        correct_completion(wrong, cast.siti.id, "JP keliru", Change(jp=3))
    assert standing_of(cast, one) == "differs"
    siasn.faults.extend([Fault.REFUSED])
    run(chosen(cast, [one]))
    assert standing_of(cast, one) == "refused"
    run(chosen(cast, [one]))
    (kept,) = siasn.records.values()
    assert kept["jumlahJam"] == 3
    assert standing_of(cast, one) == "sent"
    assert "superseded" in kinds_of(one)


@ONE_ENGINE
def test_what_was_mended_by_hand_is_told_with_a_reason(
    cast: Cast, register: Register, siasn: StandIn
) -> None:
    one = recorded(register, cast.rani)
    run(chosen(cast, [one]))
    current = db.session.scalars(db.select(Completion)).one()
    with transaction():
        correct_completion(current.id, cast.siti.id, "JP keliru", Change(jp=3))
    laid = queries.laid_out(cast.province, queries.rules_of(cast.province, clock.today()), [one])[
        one
    ]
    with transaction():
        actions.mark_by_hand(one, laid, Mended("Sudah diubah", removed=False), cast.siti.id)
    assert standing_of(cast, one) == "sent"
    with transaction():
        actions.mark_by_hand(one, laid, Mended("Salah orang", removed=True), cast.siti.id)
    assert standing_of(cast, one) == "removed"
    assert held_of(one).siasn_id == ""
    with transaction(), pytest.raises(Conflict):
        actions.mark_by_hand(one, laid, Mended("Lagi", removed=True), cast.siti.id)
