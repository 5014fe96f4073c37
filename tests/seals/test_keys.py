"""Keys: made once, locked up, replaced; what a retired one sealed stays verifiable."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.strongbox import OtherSecret
from lms.identity.models import Agency
from lms.seals.actions import ensure_key, rotate, seal_manifest
from lms.seals.keys import LASTS, fingerprint_of, locked, make_pair, taken_out
from lms.seals.models import SealKey
from lms.seals.queries import Verdict, all_keys, keys_of, seal_of_manifest

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MOMENT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def replaced(agency_id: int, *, unsafe: bool = False) -> None:
    with transaction():
        agency = db.session.get(Agency, agency_id)
        assert agency
        rotate(agency, unsafe=unsafe)


def sealed(agency_id: int) -> bytes:
    with transaction():
        return seal_manifest(agency_id, {"rows": 3})


def test_an_agency_has_one_key_until_it_is_replaced(app: Flask, cast: Cast) -> None:
    with clock.at(MOMENT):
        before = sealed(cast.province)
        with transaction():
            assert ensure_key(cast.province).fingerprint == seal_of_manifest(before).fingerprint
    replaced(cast.province)
    after = sealed(cast.province)
    old, new = seal_of_manifest(before), seal_of_manifest(after)
    assert (old.verdict, new.verdict) == (Verdict.INTACT, Verdict.INTACT)
    assert [key.fingerprint for key in keys_of("5500")] == [new.fingerprint, old.fingerprint]
    in_use, retired = all_keys()
    assert in_use.locked
    assert retired.locked is None  # nobody seals with it again, whoever has the database
    told = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert told
    assert (told.verb, told.subject_id) == ("made", new.fingerprint)
    assert told.detail == {"replaces": old.fingerprint, "unsafe": False}


@SQLITE
def test_what_an_unsafe_key_sealed_is_believed_no_more(app: Flask, cast: Cast) -> None:
    before, city = sealed(cast.province), sealed(cast.city)
    replaced(cast.province, unsafe=True)
    assert seal_of_manifest(before).verdict is Verdict.DISTRUSTED
    assert not seal_of_manifest(before).is_intact
    assert seal_of_manifest(city).is_intact


@SQLITE
def test_a_key_is_renewed_before_it_ends(app: Flask, cast: Cast) -> None:
    with clock.at(MOMENT):
        sealed(cast.province)
    with clock.at(MOMENT + LASTS - timedelta(days=91)):
        sealed(cast.province)
        assert len(all_keys()) == 1
    with clock.at(MOMENT + LASTS - timedelta(days=89)):
        assert seal_of_manifest(sealed(cast.province)).is_intact
        assert len(all_keys()) == 2


@SQLITE
def test_with_another_secret_nothing_is_sealed_and_all_is_checked(app: Flask, cast: Cast) -> None:
    before = sealed(cast.province)
    app.config["SECRET_KEY"] = "a secret that came after the restore of a backup"
    with pytest.raises(Conflict, match="LMS_SECRET_KEY"):
        sealed(cast.province)
    assert seal_of_manifest(before).is_intact
    replaced(cast.province)
    assert seal_of_manifest(sealed(cast.province)).is_intact
    assert seal_of_manifest(before).is_intact


@SQLITE
def test_a_locked_key_is_bound_to_its_certificate_and_told_in_no_text(app: Flask) -> None:
    pair, other = make_pair("A" * 90, MOMENT), make_pair("Kota Sungai Penuh", MOMENT)
    content = locked(pair)
    assert taken_out(pair.certificate, content).private.key_size == 3072
    assert content != locked(pair)
    for certificate, held in (
        (other.certificate, content),
        (pair.certificate, content[:-1] + bytes([content[-1] ^ 1])),
        (pair.certificate, b""),
    ):
        with pytest.raises(OtherSecret):
            taken_out(certificate, held)
    assert repr(pair) == f"Pair({fingerprint_of(pair.certificate)})"


def test_two_who_need_the_first_key_at_once_get_the_same(app: Flask, cast: Cast) -> None:
    import threading  # noqa: PLC0415

    def need() -> None:
        with app.app_context(), transaction():
            ensure_key(cast.city)

    threads = [threading.Thread(target=need) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    db.session.rollback()
    assert len(db.session.scalars(select(SealKey)).all()) == 1
