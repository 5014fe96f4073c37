"""What happens here is told, signed, in the transaction in which it happens."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from standardwebhooks import WebhookVerificationError

from awards import issued, settle
from browser import Browser
from cast import Cast
from courses import publish_course
from hooked import deliveries, put_down, subscribed, subscription, tries, work
from lms.catalog.models import Course
from lms.certificates import actions as certificates
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job
from lms.learning.actions import enrol, open_default_run, withdraw
from lms.learning.models import Enrolment
from lms.records.actions import Change, correct_completion
from lms.records.models import Completion
from lms.webhooks import actions
from lms.webhooks.models import Delivery, DeliveryState, Event
from receivers import Receiver
from registers import Learner, completions

WITHOUT_CASE: dict[str, str | None] = {"03-kasus.assignment.md": None}
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def enter(course: str, person: int, agency: int) -> int:
    with transaction():
        found = db.session.scalars(db.select(Course).filter_by(slug=course)).one()
        return enrol(open_default_run(found), person, agency).id


def go_all_the_way(browser: Browser, cast: Cast) -> tuple[Completion, UUID]:
    """Enrolled, completed, corrected, certified, revoked; the first record, and the certificate."""
    Learner(browser, cast.rani).finish()
    first = completions()[0]
    change = Change(score=Decimal(99))
    with transaction():
        better = correct_completion(first.id, cast.siti.id, "Salah hitung", change).id
    settle(cast.province, cast.siti.id)
    shown = issued(better, cast.siti.id)
    with transaction():
        certificates.revoke(shown.id, "Keliru", cast.siti.id)
    return completions()[0], shown.id


def test_a_completion_and_its_certificate_are_told_with_a_signature_that_others_can_check(
    app: Flask, browser: Browser, cast: Cast, receiver: Receiver, tmp_path: Path
) -> None:
    """To who asked, in numbers alone."""
    publish_course(tmp_path / "content", cast.province, **WITHOUT_CASE)
    _, secret = subscribed(receiver.address, cast.siti)
    some, _ = subscribed(f"{receiver.address}/x", cast.siti, "enrolment.created", with_nip=True)
    subscribed(f"{receiver.address}/kota", cast.murni)
    first, certificate_id = go_all_the_way(browser, cast)
    work()

    mine = [each for each in receiver.got if each.path == "/masuk"]
    told = [each.opened(secret) for each in mine]
    assert [each["type"] for each in told] == [
        "enrolment.created",
        "completion.recorded",
        "completion.corrected",
        "certificate.issued",
        "certificate.revoked",
    ]
    recorded, corrected = told[1]["data"], told[2]["data"]
    assert recorded["completion_id"] == str(first.id)
    assert recorded["position"] == first.position
    assert corrected["replaces"] == str(first.id)
    assert corrected["position"] > recorded["position"]
    assert told[3]["data"]["certificate_id"] == str(certificate_id)
    assert not any(cast.rani.nip in each.body or "Rani" in each.body for each in mine)
    (wide,) = (json.loads(each.body) for each in receiver.got if each.path == "/masuk/x")
    assert wide["data"]["nip"] == cast.rani.nip
    assert not [each for each in receiver.got if each.path == "/masuk/kota"]
    assert {each.state for each in deliveries()} == {DeliveryState.DELIVERED}
    assert {each.agency_id for each in deliveries()} == {cast.province}
    assert len({each.uid for each in mine}) == 5
    assert subscription(some).failing_since is None
    assert all(secret not in str(each.headers) for each in tries())
    with pytest.raises(WebhookVerificationError):
        mine[0].opened("whsec_" + "A" * 43 + "=")


def leave_and_fall(enrolment: int) -> None:
    with transaction():
        withdraw(db.session.get_one(Enrolment, enrolment))
        one_too_many = len(db.session.scalars(select(Delivery.id)).all()) - 2
        assert 1 / one_too_many


def test_what_is_undone_is_not_told(
    app: Flask, course: str, cast: Cast, receiver: Receiver
) -> None:
    subscribed(receiver.address, cast.siti)
    enrolment = enter(course, cast.rani.id, cast.province)
    with pytest.raises(ZeroDivisionError):
        leave_and_fall(enrolment)
    assert [each.event for each in deliveries()] == [Event.ENROLMENT_CREATED]
    with transaction():
        withdraw(db.session.get_one(Enrolment, enrolment))
    assert deliveries()[-1].event is Event.ENROLMENT_WITHDRAWN
    work()
    assert len(receiver.got) == 2


def put_down_and_fall(cast: Cast) -> None:
    with transaction():
        put_down(cast.rani)
        raise ZeroDivisionError


def test_what_is_put_down_together_is_one_job_and_an_undone_part_loses_nothing(
    app: Flask, cast: Cast, receiver: Receiver
) -> None:
    subscribed(receiver.address, cast.siti)
    subscribed(f"{receiver.address}/2", cast.siti)
    with transaction():
        with pytest.raises(ZeroDivisionError):
            put_down_and_fall(cast)
        for _ in range(5):
            actions.put_down(cast.province, Event.ENROLMENT_CREATED, cast.rani.id, {})
    put_down(cast.dedi)
    asked = db.session.scalars(select(Job).where(Job.kind == actions.JOB)).all()
    assert len(asked) == 4
    work()
    assert len(receiver.got) == 12


def test_a_new_secret_and_the_one_of_before_both_sign_for_a_day(
    app: Flask, cast: Cast, receiver: Receiver, course: str
) -> None:
    hook, first = subscribed(receiver.address, cast.siti)
    with transaction():
        second = actions.rotate(db.session.merge(subscription(hook)), cast.siti.id)
    enter(course, cast.rani.id, cast.province)
    work()
    assert receiver.got[0].opened(first) == receiver.got[0].opened(second)
    with clock.at(clock.now() + actions.OVERLAP + timedelta(minutes=1)):
        enter(course, cast.dedi.id, cast.province)
        work()
    signed = receiver.got[1].headers["webhook-signature"]
    assert len(signed.split()) == 1
    assert len(receiver.got[0].headers["webhook-signature"].split()) == 2
