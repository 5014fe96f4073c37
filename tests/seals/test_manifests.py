"""What is said of an exported file, sealed: a change is seen, and nothing taken for another."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.seals.actions import seal_list, seal_manifest
from lms.seals.queries import (
    Verdict,
    all_keys,
    seal_of_credential,
    seal_of_manifest,
    seal_of_pdf,
)

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MOMENT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
SAID = {"rows": 1200, "sha256": "ab" * 32, "filters": {"unit": "5500"}, "who": "Siti Aminah"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n"


@pytest.fixture
def sealed(app: Flask, cast: Cast) -> bytes:
    with clock.at(MOMENT), transaction():
        return seal_manifest(cast.province, SAID)


def test_it_says_what_was_sealed_by_whom_and_when(sealed: bytes, cast: Cast) -> None:
    found = seal_of_manifest(sealed)
    assert (found.verdict, found.content, found.at) == (Verdict.INTACT, SAID, MOMENT)
    assert (found.agency_id, found.fingerprint) == (cast.province, all_keys()[0].fingerprint)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), letter=st.sampled_from(LETTERS))
def test_a_changed_letter_is_seen(sealed: bytes, where: float, letter: str) -> None:
    at = int(where * len(sealed))
    changed = sealed[:at] + letter.encode() + sealed[at + 1 :]
    assert seal_of_manifest(changed).is_intact is (changed == sealed)


def test_forgeries_are_seen(sealed: bytes, cast: Cast) -> None:
    header, content, mark = sealed.split(b".")
    kid = json.loads(urlsafe_b64decode(header + b"=="))["kid"]
    unsigned = urlsafe_b64encode(json.dumps({"alg": "none", "kid": kid}).encode()).rstrip(b"=")
    public = all_keys()[0].fingerprint  # what everybody knows, taken for a secret of both sides
    typed = {"alg": "HS256", "kid": kid, "typ": "manifest+jws"}
    shared = jws.serialize_compact(typed, b"{}", OctKey.import_key(public)).encode()
    for forged in (
        *(sealed + b"\n", sealed + b"=", sealed[:-1], b"", b"...", b"." * 10**6, b"A" * 10**7),
        *(unsigned + b"." + content + b".", unsigned + b"." + content + b"." + mark, shared),
        b".".join((header, content + b"A", mark)),
        b".".join((b"W1tbW1tb" * 400, content, mark)),
    ):
        assert not seal_of_manifest(forged).is_intact
        assert not seal_of_pdf(forged).is_intact
    with transaction():
        badge = seal_list(cast.province, 0)
    assert seal_of_credential(badge).is_intact
    assert seal_of_credential(sealed).verdict is Verdict.UNSEALED
    assert seal_of_manifest(badge).verdict is Verdict.UNSEALED
    stranger = header.replace(header[-40:], header[-40:].swapcase())
    assert not seal_of_manifest(b".".join((stranger, content, mark))).is_intact


@pytest.mark.parametrize("named", ["\ud800", "\0", "9" * 500, ["x"], {"a": "\udfff"}, None])
def test_a_key_that_cannot_be_named_is_nobodys(app: Flask, named: object) -> None:
    header = json.dumps({"alg": "RS256", "typ": "manifest+jws", "kid": named}).encode()
    parts = (urlsafe_b64encode(each).rstrip(b"=") for each in (header, b"{}"))
    found = seal_of_manifest(b".".join([*parts, b"A" * 512]))
    assert found.verdict in {Verdict.FOREIGN, Verdict.UNSEALED}
    assert not found.agency
