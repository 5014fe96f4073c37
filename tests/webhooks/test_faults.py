"""Receivers that fail, hang, lie or vanish: nothing is lost, and nobody else waits for them."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Thread
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from hooked import deliveries, put_down, subscribed, subscription, tries, try_out, work
from lms.foundation import clock, jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import enqueue, job
from lms.notices.queries import received
from lms.webhooks import actions, pauses, trying, working
from lms.webhooks.models import Delivery, DeliveryState, Fault, Pause, Subscription
from lms.webhooks.trying import Outcome
from receivers import Receiver, lingers, receiving, says

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
Answer = Callable[[BaseHTTPRequestHandler], None]


def test_what_fails_is_tried_again_under_the_same_id_until_it_arrives(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, secret = subscribed(receiver.address, cast.siti)
    receiver.answers = [500, 503]
    put_down(cast.rani)
    moment = clock.now()
    for seconds in (0, 4, 6, 30, 45):
        with clock.at(moment + timedelta(seconds=seconds)):
            work()
    (delivery,) = deliveries(hook)
    assert delivery.state is DeliveryState.DELIVERED
    assert [(each.code, each.fault) for each in tries()] == [
        (500, Fault.REFUSED),
        (503, Fault.REFUSED),
        (204, None),
    ]
    assert len({each.uid for each in receiver.got}) == 1
    assert len({each.body for each in receiver.got}) == 1
    moments = [int(each.headers["webhook-timestamp"]) for each in receiver.got]
    assert moments[0] < moments[1] < moments[2]
    with clock.at(moment + timedelta(minutes=1)):
        assert receiver.got[2].opened(secret)
    assert subscription(hook).streak == 0


def test_after_three_days_of_failure_it_is_paused_and_the_officers_are_told(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(f"{receiver.address}?token=rahasia", cast.siti)
    receiver.usual = 500
    put_down(cast.rani)
    moment, tries = clock.now(), 0
    for _ in range(12):
        with clock.at(moment):
            work()
            held = subscription(hook)
            if held.pause:
                break
            moment = deliveries(hook)[0].due_at + timedelta(minutes=1)  # and rested
            tries += 1
    assert held.pause is Pause.FAILED
    assert tries == pauses.MOST - 1
    assert len(receiver.got) == pauses.MOST
    assert deliveries(hook)[0].state is DeliveryState.FAILED
    for officer, told in ((cast.siti, 1), (cast.amin, 1), (cast.murni, 0), (cast.rani, 0)):
        notices, count = received(officer.id, 1)
        assert count == told
        assert all(receiver.address in each.text for each in notices)
        assert not any("rahasia" in each.text for each in notices)

    put_down(cast.dedi)
    put_down(cast.dedi)
    work()
    assert len(receiver.got) == pauses.MOST  # what is new waits
    with transaction():
        deliveries_now(hook)[2].due_at = clock.now() + timedelta(hours=9)
    receiver.usual = 204
    with transaction():
        actions.resume(subscription_now(hook), cast.siti.id)
    work()
    assert {each.state for each in deliveries(hook)[1:]} == {DeliveryState.DELIVERED}


def deliveries_now(hook: int) -> Sequence[Delivery]:
    every = select(Delivery).where(Delivery.subscription_id == hook).order_by(Delivery.id)
    return db.session.scalars(every).all()


def subscription_now(hook: int) -> Subscription:
    return db.session.get_one(Subscription, hook)


@SQLITE
def test_a_receiver_that_is_gone_is_paused_at_once(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    receiver.usual = 410
    put_down(cast.rani)
    put_down(cast.dedi)
    work()
    assert subscription(hook).pause is Pause.GONE
    assert len(receiver.got) == 1
    states = [each.state for each in deliveries(hook)]
    assert states == [DeliveryState.FAILED, DeliveryState.WAITING]
    assert received(cast.amin.id, 1)[1] == 1


@SQLITE
def test_each_way_to_fail_is_known_and_kept_short(
    app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "WHOLE", 0.5)
    huge = says(200, b"\0" + b"x" * 5_000_000)
    metadata = says(302, Location="http://169.254.169.254/latest/meta-data/")
    cases: list[tuple[str, int | Answer | None, Fault | None]] = [
        ("hang", None, Fault.TIMEOUT),
        ("drip", None, Fault.TIMEOUT),
        ("redirect", metadata, Fault.REDIRECT),
        ("huge", huge, None),
        ("garbage", lambda it: it.wfile.write(b"SSH-2.0-x\r\n\r\n") and None, Fault.BROKEN),
        ("silent", lambda _: None, Fault.BROKEN),
    ]
    for name, answer, fault in cases:
        with receiving() as receiver:
            receiver.usual = answer or getattr(receiver, name)
            hook, _ = subscribed(receiver.address, cast.siti)
            try_out(hook, cast.siti)
            began = time.monotonic()
            work()
            assert time.monotonic() - began < 5, name
            kept = tries()[-1]
            assert kept.fault == fault, name
            assert len(kept.answer) <= trying.KEPT
            assert len(receiver.got) == 1
    assert tries()[2].code == 302
    assert tries()[3].answer.startswith("\N{REPLACEMENT CHARACTER}x")


@SQLITE
def test_a_name_of_tls_is_checked_on_the_address_that_was_checked(
    app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is believed whom this machine does not know, nor under another name."""
    with receiving(tls=tmp_path) as receiver:
        hook, secret = subscribed(receiver.address, cast.siti)
        other = receiver.address.replace("localhost", "127.0.0.1")
        wrong, _ = subscribed(other, cast.siti)
        try_out(hook, cast.siti)
        work()
        assert tries()[-1].fault is Fault.TLS
        assert not receiver.got
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        trying.trust.cache_clear()
        try:
            try_out(hook, cast.siti)
            try_out(wrong, cast.siti)
            work()
        finally:
            trying.trust.cache_clear()
        assert [each.opened(secret)["type"] for each in receiver.got] == ["webhook.test"]
        assert {each.fault for each in tries()} == {None, Fault.TLS}


def test_a_worker_that_dies_before_it_could_say_so_lets_the_message_go_out_again(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    """Told twice under one id, and never lost."""
    hook, _ = subscribed(receiver.address, cast.siti)
    put_down(cast.rani)
    parcel = working._taken(hook)  # noqa: SLF001  as the worker does, up to where it dies
    assert parcel
    assert working._sent(parcel).fault is None  # noqa: SLF001
    db.session.rollback()
    work()
    assert len(receiver.got) == 1  # another worker waits for the lease of the first
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.ask_for_recurring()
        work()
    assert len(receiver.got) == 2
    assert len({each.uid for each in receiver.got}) == 1
    assert [each.state for each in deliveries(hook)] == [DeliveryState.DELIVERED]
    assert len(tries()) == 1
    with transaction():  # the first lives after all, and brings bad news
        actions.note(hook, parcel, Outcome({}, fault=Fault.TIMEOUT))
    assert [each.state for each in deliveries(hook)] == [DeliveryState.DELIVERED]
    assert subscription(hook).streak == 0


def test_two_workers_send_to_one_receiver_one_after_the_other(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    receiver.usual = lingers(0.05)
    for _ in range(8):
        put_down(cast.rani)

    def help_out() -> None:
        with app.app_context():
            while jobs.work_once():
                pass

    workers = [Thread(target=help_out) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(30)
    assert receiver.at_once == 1
    assert len(receiver.got) == len({each.uid for each in receiver.got}) == 8
    assert {each.state for each in deliveries(hook)} == {DeliveryState.DELIVERED}
    assert len(tries()) == 8


def test_a_dead_receiver_holds_up_neither_others_nor_the_workers_other_jobs(
    app: Flask, cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "WHOLE", 60.0)  # longer than anybody waits here
    done: list[int] = []

    @job("hear")
    def hear() -> None:
        done.append(1)

    with receiving() as dead:
        dead.usual = dead.hang
        subscribed(dead.address, cast.siti)
        subscribed(receiver.address, cast.siti)
        put_down(cast.rani)
        with transaction():
            enqueue("hear")
        stop = Event()
        worker = Thread(target=jobs.work, args=(app, stop))
        worker.start()
        try:
            ends = time.monotonic() + 20
            while not (done and receiver.got and dead.got) and time.monotonic() < ends:
                time.sleep(0.02)
            assert not dead.let_go.is_set()
            assert (done, len(receiver.got), len(dead.got)) == ([1], 1, 1)
        finally:
            dead.let_go.set()
            stop.set()
            worker.join(20)
        assert not worker.is_alive()


@SQLITE
def test_a_secret_that_cannot_be_opened_is_a_fault_and_no_crash(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    try_out(hook, cast.siti)
    with patch.dict(app.config, SECRET_KEY="another-key-that-was-never-used-here"):
        work()
    assert tries()[0].fault is Fault.SECRET
    assert not receiver.got
