"""A sealed PDF: others understand the seal, and whatever is changed in the file is seen."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from asn1crypto.x509 import Certificate
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from sqlalchemy import delete

from cast import Cast
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.seals import pdf as pades
from lms.seals.actions import ensure_key, seal_pdf
from lms.seals.keys import Pair, make_pair
from lms.seals.models import SealKey
from lms.seals.queries import Verdict, all_keys, seal_of_pdf
from papers import paper
from servers import absent

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
MOMENT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
REASON = "Sertifikat 0001/BPSDM/2026"


def sealed_at(agency_id: int, moment: datetime = MOMENT) -> bytes:
    with clock.at(moment), transaction():
        return seal_pdf(agency_id, paper(), REASON)


@pytest.fixture
def sealed(cast: Cast) -> bytes:
    return sealed_at(cast.province)


def test_a_sealed_pdf_says_who_sealed_it_and_when(app: Flask, cast: Cast, sealed: bytes) -> None:
    found = seal_of_pdf(sealed)
    assert (found.verdict, found.agency_id, found.at) == (Verdict.INTACT, cast.province, MOMENT)
    assert found.agency == "Pemerintah Provinsi Jambi"
    with clock.at(MOMENT):
        again = seal_pdf(cast.province, paper(), REASON)  # while nothing may be written
    assert seal_of_pdf(again).fingerprint == found.fingerprint
    assert seal_of_pdf(paper()).verdict is Verdict.UNSEALED


@SQLITE
def test_pyhanko_finds_the_seal_valid_and_the_paper_as_it_was(app: Flask, sealed: bytes) -> None:
    (key,) = all_keys()
    root = Certificate.load(key.certificate)
    reader = PdfFileReader(BytesIO(sealed))
    (signature,) = reader.embedded_regular_signatures
    trusted = ValidationContext(trust_roots=[root], moment=MOMENT + timedelta(days=1))
    status = validate_pdf_signature(signature, trusted)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    # The typesetter's file is all there, and so is what it says of itself: PDF/A asks for that.
    assert sealed.startswith(paper())
    assert b"XML" not in sealed[len(paper()) :]
    assert reader.root["/Metadata"].data == b"<x:xmpmeta>of its own</x:xmpmeta>"
    assert reader.input_version == (1, 7)
    assert "/Version" not in reader.root
    widget = reader.root["/AcroForm"]["/Fields"][0]
    assert widget["/TU"] == "Segel elektronik Pemerintah Provinsi Jambi"
    assert max(widget["/Rect"]) < 0  # outside of the page, where PDF/UA asks for no tag
    assert widget["/F"] & 0b100110 == 0b100  # printed, neither hidden nor kept from view


@SQLITE
def test_poppler_finds_the_seal_valid(app: Flask, sealed: bytes, tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig") or absent("pdfsig")
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    done = subprocess.run(
        [pdfsig, tmp_path / "sealed.pdf"], capture_output=True, text=True, check=True
    )
    for said in ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "Jambi"):
        assert said in done.stdout


@SQLITE
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255))
@example(0.0, 1)
@example(0.5, 32)  # a letter of the signature in the other case
@example(0.99999, 1)
def test_a_changed_byte_is_seen(app: Flask, sealed: bytes, where: float, by: int) -> None:
    changed = bytearray(sealed)
    changed[int(where * len(sealed))] ^= by
    assert not seal_of_pdf(bytes(changed)).is_intact


@SQLITE
def test_no_letter_of_the_seal_itself_can_be_written_otherwise(app: Flask, sealed: bytes) -> None:
    """What the signature cannot cover: lengths, versions, names of algorithms, what fills up."""
    start = sealed.rindex(b"/Contents <") + len(b"/Contents <")
    end = sealed.index(b">", start)
    for at in (*range(start, start + 110), *range(start + 2300, end, 97), end - 1):
        changed = bytearray(sealed)
        changed[at] = ord("1") if sealed[at] != ord("1") else ord("2")
        assert not seal_of_pdf(bytes(changed)).is_intact, at - start


@SQLITE
def test_another_key_under_our_certificate_is_seen(app: Flask, sealed: bytes) -> None:
    (key,) = all_keys()
    forger = Pair(key.certificate, make_pair("Pemalsu", MOMENT).private)
    forged = pades.seal(forger, "Pemerintah Provinsi Jambi", paper(), REASON, MOMENT)
    assert seal_of_pdf(forged).verdict is Verdict.CHANGED


@SQLITE
def test_what_is_added_taken_or_borrowed_is_seen(app: Flask, sealed: bytes) -> None:
    start = sealed.rindex(b"/Contents <")
    place = sealed[start : sealed.index(b">", start) + 1]
    attacks = {
        "added behind": sealed + b"\n%%EOF\n",
        "cut off": sealed[:-1],
        "changed within the page": sealed.replace(b"0.1 0.3", b"0.9 0.3"),
        "in small letters": sealed.replace(place, place.lower().replace(b"/c", b"/C")),
        "filled with something": sealed.replace(b"000>", b"0aa>", 1),
        "a seal of another paper": paper().replace(b"rg 72", b"rg 99") + sealed[len(paper()) :],
        "in front of other pages": paper().replace(b"72 72", b"99 99") + sealed,
    }
    for name, pdf in attacks.items():
        assert pdf != sealed, name
        assert not seal_of_pdf(pdf).is_intact, name
    assert seal_of_pdf(attacks["added behind"]).verdict is Verdict.CHANGED
    with transaction():
        db.session.execute(delete(SealKey))
    assert seal_of_pdf(sealed).verdict is Verdict.FOREIGN


@SQLITE
def test_hostile_files_are_told_at_once(app: Flask, cast: Cast) -> None:
    deep = b"30820100" * 2000
    hostile = (
        *(b"", b"%PDF-1.7", b"\0" * 2**20, b"/ByteRange [0 1 2 3]" * 200_000, b"/ByteRange [" * 9),
        b"<" + deep + b">/ByteRange [0 0 %d 0]" % (len(deep) + 2),
        b"/ByteRange [0 999999999 999999999 999999999]",
        paper().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        paper().replace(b"trailer", b"trialer"),
        b"%PDF-1.7\n" + b"[" * 200_000,
    )
    with transaction():
        ensure_key(cast.province)
    started = perf_counter()
    for pdf in hostile:
        assert not seal_of_pdf(pdf).is_intact
        if pdf[:4] == b"%PDF":
            with pytest.raises(Invalid):
                seal_pdf(cast.province, pdf, REASON)
    assert perf_counter() - started < 5
    twice = seal_pdf(cast.province, paper(), REASON)
    with pytest.raises(Invalid, match="sudah bersegel"):
        seal_pdf(cast.province, twice, REASON)


def test_who_has_no_key_and_may_not_write_seals_nothing(app: Flask, cast: Cast) -> None:
    with pytest.raises(Conflict, match="lms seals rotate"):
        seal_pdf(cast.city, paper(), REASON)
    sealed_at(cast.city)
    with clock.at(MOMENT + timedelta(days=3700)), pytest.raises(Conflict, match="yang berlaku"):
        seal_pdf(cast.city, paper(), REASON)
