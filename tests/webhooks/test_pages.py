"""The pages of webhooks: for officers of the agency, by real forms, and for nobody else."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, sign_in
from hooked import (
    deliveries,
    put_down,
    subscribed,
    subscription,
    tries,
    try_out,
    work,
)
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.webhooks import actions, queries
from lms.webhooks.models import Event, Subscription
from lms.webhooks.working import sweep
from receivers import Receiver, says
from statements import statements

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
CHOSEN = ["completion.recorded", "enrolment.created"]


def acts() -> list[str]:
    hooks = select(AuditEntry.verb).where(AuditEntry.subject_kind == "webhook")
    return list(db.session.scalars(hooks.order_by(AuditEntry.id)))


def secret_on(page: str) -> str:
    found = re.search(r"whsec_[\w+/=]+", page)
    assert found
    return found[0]


def take_in(browser: Browser, cast: Cast, receiver: Receiver) -> tuple[str, str]:
    """The page of a receiver, made by the form, and its secret."""
    sign_in(browser, cast.siti)
    assert "Belum ada webhook" in browser.get("/webhooks").text
    typed = {"address": receiver.address, "description": "SIMPEG", "with_nip": "y"}
    made = browser.submit("/webhooks/new", events=CHOSEN, **typed)
    secret = secret_on(made.text)
    assert made.headers["Cache-Control"] == "no-store"
    hook = db.session.scalars(select(Subscription.id)).one()
    one = f"/webhooks/{hook}"
    kept = subscription(hook)
    assert (kept.with_nip, kept.events, kept.made_by) == (True, CHOSEN, cast.siti.id)
    assert secret.encode() not in kept.secret
    assert "SIMPEG" in browser.get("/webhooks").text
    return one, secret


def test_an_officer_takes_in_a_receiver_tests_it_and_lets_it_go(
    browser: Browser, cast: Cast, receiver: Receiver
) -> None:
    one, secret = take_in(browser, cast, receiver)
    receiver.answers = [says(500, b"<script>alert(1)</script>")]
    page = browser.submit(one, to=f"{one}/test")
    work()
    message = browser.get(page.location).text
    assert "Penerima menolak pesan ini" in message
    assert "&lt;script&gt;" in message
    assert "webhook-signature: v1," in message
    assert secret not in message
    assert "berakhir" in browser.get(one).text
    browser.submit(page.location, to=f"{page.location}/again")
    work()
    assert [each.uid for each in receiver.got] == [receiver.got[0].uid] * 2
    assert receiver.got[1].opened(secret)["type"] == "webhook.test"
    assert "Diterima." in browser.get(page.location).text

    other = secret_on(browser.submit(f"{one}/secret").text)
    assert other != secret
    browser.submit(f"{one}/change", description="SIMPEG baru")
    browser.submit(one, to=f"{one}/pause")
    assert "Dijeda oleh petugas" in browser.get(one).text
    put_down(cast.rani)
    work()
    assert len(receiver.got) == 2
    browser.submit(one, to=f"{one}/resume")
    work()
    assert receiver.got[2].opened(other)["data"]["nip"] == cast.rani.nip
    browser.submit(f"{one}/removal")
    put_down(cast.rani)
    assert browser.get(one).status_code == 404
    assert deliveries() == tries() == []
    verbs = "made tested sent-again rotated changed paused resumed removed"
    assert acts() == verbs.split()


@SQLITE
def test_what_cannot_be_taken_is_said_beside_its_field_and_stays_typed(
    browser: Browser, cast: Cast, receiver: Receiver
) -> None:
    sign_in(browser, cast.siti)
    subscribed(receiver.address, cast.siti)
    for typed, said in (
        ({"address": "https://10.0.0.1/x", "events": CHOSEN}, "jaringan dalam"),
        ({"address": receiver.address, "events": CHOSEN}, "sudah terdaftar"),
        ({"address": f"{receiver.address}/2"}, "paling sedikit satu peristiwa"),
        (
            {"address": f"{receiver.address}/2", "events": ["webhook.test"]},
            "Peristiwa yang dikirim:",
        ),
    ):
        page = browser.submit("/webhooks/new", **typed)
        assert page.status_code == 422
        assert said in page.text
        assert str(typed["address"]) in page.text
    assert len(db.session.scalars(select(Subscription.id)).all()) == 1


@SQLITE
def test_a_lock_of_twenty_holds(cast: Cast, app: Flask) -> None:
    for number in range(20):
        subscribed(f"http://localhost/{number}", cast.siti)
    with pytest.raises(Conflict):
        subscribed("http://localhost/20", cast.siti)
    subscribed("http://localhost/20", cast.murni)


@SQLITE
def test_nobody_else_comes_in_and_no_other_agency_sees_it(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    message = try_out(hook, cast.siti)
    one, log = f"/webhooks/{hook}", f"/webhooks/{hook}/messages/{message}"
    gets = ("/webhooks", "/webhooks/new", one, log, *_acts(one, "change secret removal"))
    posts = (
        "/webhooks/new",
        f"{log}/again",
        *_acts(one, "test pause resume secret removal change"),
    )
    for who, general, of_one in (
        (cast.rani, 403, 403),
        (cast.wati, 403, 403),
        (cast.murni, 200, 404),
    ):
        browser = app.test_client()
        assert isinstance(browser, Browser)
        sign_in(browser, who)
        token = _token(browser)
        for address in gets:
            expected = general if address in {"/webhooks", "/webhooks/new"} else of_one
            assert browser.get(address).status_code == expected, (who.name, address)
        for address in posts:
            given = {"csrf_token": token, "agency": str(cast.province), "events": CHOSEN}
            answer = browser.post(address, data={**given, "address": "https://contoh.go.id/"})
            expected = 422 if who is cast.murni and address == "/webhooks/new" else of_one
            assert answer.status_code == expected, (who.name, address)
    assert receiver.address not in app.test_client().get("/webhooks").text
    assert acts() == ["made", "tested"]
    stranger = app.test_client().get("/webhooks")
    assert stranger.location.startswith("/sign-in")


def _acts(one: str, names: str) -> list[str]:
    return [f"{one}/{name}" for name in names.split()]


def _token(browser: Browser) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/account").text)
    assert found
    return found[1]


def test_the_log_is_filtered_paged_and_cheap(
    browser: Browser, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    for _ in range(queries.PAGE + 2):
        put_down(cast.rani)
    receiver.answers = [500]
    work()
    sign_in(browser, cast.siti)
    one = f"/webhooks/{hook}"
    browser.get(one)
    with statements() as asked:
        page = browser.get(one).text
    asked.at_most(9)
    with statements() as listed:
        browser.get("/webhooks")
    listed.at_most(9)
    assert "Baris 1 sampai 30 dari 32" in page
    assert "Baris 31 sampai 32 dari 32" in browser.get(f"{one}?page=2").text
    assert "Baris 1 sampai 30 dari 32" in browser.get(f"{one}?event=enrolment.created").text
    assert "Tidak ada pesan yang cocok" in browser.get(f"{one}?event=webhook.test").text
    assert "Tidak ada pesan yang cocok" in browser.get(f"{one}?state=failed&page=x").text
    assert browser.get(f"{one}/messages/{10**6}").status_code == 404


def test_who_has_no_receiver_pays_one_question(app: Flask, cast: Cast) -> None:
    put_down(cast.rani)  # so that the connection has been made
    with transaction(), statements() as asked:
        actions.put_down(cast.province, Event.ENROLMENT_CREATED, cast.rani.id, {})
    asked.at_most(1)


@SQLITE
def test_messages_and_removed_receivers_are_forgotten_after_a_month(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    hook, _ = subscribed(receiver.address, cast.siti)
    try_out(hook, cast.siti)
    work()
    put_down(cast.rani)
    month = clock.now() + timedelta(days=30, minutes=1)
    with clock.at(clock.now() + timedelta(days=29)), transaction():
        sweep()
    assert len(deliveries()) == 2
    with clock.at(month):
        put_down(cast.dedi)
        with transaction():
            sweep()
    assert len(deliveries()) == 1
    assert tries() == []
    with transaction():
        actions.remove(db.session.get_one(Subscription, hook), cast.siti.id)
    with clock.at(clock.now() + timedelta(days=32)), transaction():
        sweep()
    assert db.session.scalars(select(Subscription.id)).all() == []
