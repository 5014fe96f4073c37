"""Open Badges: what they say, that others can check them, and that what was revoked is told."""

import gzip
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import RSAKey

from browser import Browser
from cast import Cast
from lms.foundation.database import transaction
from lms.seals.actions import Award, ensure_key, seal_badge
from lms.seals.badges import IN_A_LIST, Issuer, list_of_revoked
from lms.seals.jws import REGISTRY
from lms.seals.queries import Verdict, is_revoked, revoked_asked, seal_of_credential

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MOMENT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
AWARD = Award(
    address="http://localhost/verify/7KQ2M4XD",
    number="JBI/2026/0412",
    name="Rani Anggraini",
    course="Pelayanan Publik yang Adil",
    course_address="http://localhost/courses/pelayanan-publik",
    summary="Standar pelayanan.",
    criteria="Semua modul selesai, ujian akhir sedikitnya 70 persen.",
    jp=6,
    completed_on=date(2026, 11, 21),
    issued_at=MOMENT,
    position=IN_A_LIST + 9,
)
US = Issuer(
    "did:web:localhost:seals:5500", "Provinsi", "http://localhost/seals", "http://localhost/r"
)


@pytest.fixture
def badge(app: Flask, cast: Cast) -> bytes:
    with transaction():
        return seal_badge(cast.province, AWARD)


@pytest.fixture
def revoked(app: Flask) -> Iterator[set[int]]:
    """The positions of revoked awards, as the room of certificates would answer."""
    positions: set[int] = set()

    def tell(_: int, first: int, last: int) -> list[int]:
        return [each for each in positions if first <= each <= last]

    with revoked_asked.connected_to(tell):
        yield positions


def told(text: bytes, key: dict[str, Any]) -> dict[str, Any]:
    """As a stranger reads it, with the key that they found."""
    opened = jws.deserialize_compact(text, RSAKey.import_key(key), registry=REGISTRY)
    content: dict[str, Any] = json.loads(opened.payload)
    return content


def bit(packed: str, at: int) -> int:
    """As the standard of bitstring status lists says it is read."""
    assert packed[0] == "u"
    bits = gzip.decompress(urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert len(bits) * 8 == IN_A_LIST
    return bits[at // 8] >> (7 - at % 8) & 1


@SQLITE
def test_a_stranger_checks_a_badge_by_public_addresses(
    badge: bytes, browser: Browser, revoked: set[int]
) -> None:
    header = json.loads(urlsafe_b64decode(badge.split(b".")[0] + b"=="))
    assert (header["alg"], header["typ"]) == ("RS256", "vc+jwt")
    did = header["kid"].partition("#")[0]
    assert did == "did:web:localhost:seals:5500"
    answer = browser.get("/seals/5500/did.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    (method,) = [each for each in answer.json["verificationMethod"] if each["id"] == header["kid"]]
    assert answer.json["assertionMethod"] == [header["kid"]]
    said = told(badge, method["publicKeyJwk"])
    assert header["jwk"] == method["publicKeyJwk"]
    subject = said["credentialSubject"]
    assert (subject["creditsEarned"], subject["licenseNumber"]) == (6, "JBI/2026/0412")
    assert subject["identifier"][0]["identityHash"] == "Rani Anggraini"
    assert (said["iss"], said["jti"], said["sub"]) == (did, AWARD.address, subject["id"])
    assert said["issuer"]["id"] == did
    assert said["validFrom"] == "2026-11-22T03:04:05Z"
    status = said["credentialStatus"]
    assert status["statusListIndex"] == "9"
    address = status["statusListCredential"].removeprefix("http://localhost")
    revoked |= {IN_A_LIST + 8, IN_A_LIST + 10}
    for expected in (0, 1):
        listed = told(browser.get(address).data, method["publicKeyJwk"])
        assert "http://localhost" + address == listed["id"]
        assert bit(listed["credentialSubject"]["encodedList"], 9) == expected
        assert is_revoked(seal_of_credential(badge)) is bool(expected)
        revoked |= {AWARD.position}
    assert browser.get("/seals/5500/revoked/10000").status_code == 404
    assert browser.get("/seals/0000/revoked/0").status_code == 404
    assert browser.get("/seals/0000/did.json").status_code == 404


@SQLITE
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255))
def test_a_changed_byte_is_seen(badge: bytes, where: float, by: int) -> None:
    changed = bytearray(badge)
    changed[int(where * len(badge))] ^= by
    assert not seal_of_credential(bytes(changed)).is_intact


@given(st.sets(st.integers(0, IN_A_LIST - 1), max_size=9), st.integers(0, 3))
def test_the_list_says_of_each_whether_it_is_revoked(places: set[int], number: int) -> None:
    positions = {number * IN_A_LIST + place for place in places}
    packed = list_of_revoked(number, positions, US, MOMENT)["credentialSubject"]["encodedList"]
    asked = places | {0, 7, 8, IN_A_LIST - 1}
    assert {place for place in asked if bit(packed, place)} == places


def test_a_badge_of_another_agency_is_its_own(app: Flask, cast: Cast, badge: bytes) -> None:
    with transaction():
        other = seal_badge(cast.city, replace(AWARD, name="Lestari"))
        ensure_key(cast.province)
    found = seal_of_credential(other)
    assert (found.verdict, found.agency_id) == (Verdict.INTACT, cast.city)
    assert seal_of_credential(badge).agency_id == cast.province
