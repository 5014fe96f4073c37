"""What was taken out of the register is listed with its proof, and a file is known again."""

import gzip
import io
import json
import re
from collections.abc import Callable
from hashlib import sha256

from flask.testing import FlaskClient

from cast import Cast, Someone
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.seals.queries import seal_of_manifest
from registers import Register

At = Callable[[Someone], FlaskClient]
PAGE = "/register/exports"


def taken(browser: FlaskClient, query: str = "") -> bytes:
    answer = browser.get(f"/register/export{query}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.data) if packed else answer.data


def token(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', browser.get(PAGE).text)
    assert found
    return found[1]


def checked(browser: FlaskClient, content: bytes) -> str:
    data = {"csrf_token": token(browser), "file": (io.BytesIO(content), "berkas.csv")}
    answer = browser.post(f"{PAGE}/check", data=data, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.text


def test_each_file_has_a_manifest_that_fits_it(filled: Register, cast: Cast, at: At) -> None:
    browser = at(cast.siti)
    for query in ("", "?format=xlsx", "?format=siasn-kursus&year=all"):
        content = taken(browser, query)
        number = db.session.scalars(db.select(db.func.max(AuditEntry.id))).one()
        manifest = json.loads(browser.get(f"{PAGE}/{number}/manifest").data)
        assert manifest["sha256"] == sha256(content).hexdigest()
        assert manifest["bytes"] == len(content)
        assert (manifest["made_by"], manifest["export"]) == (cast.siti.name, number)
    assert (manifest["rows"], manifest["cursor"], manifest["filters"]) == (3, 3, {})
    page = browser.get(PAGE).text
    assert "sejak 2026-01-01, sampai 2026-12-31" in page
    assert "tanpa saringan" in page


def test_a_manifest_is_sealed_by_the_agency_whose_rows_these_are(
    filled: Register, cast: Cast, at: At
) -> None:
    browser = at(cast.siti)
    taken(browser)
    number = db.session.scalars(db.select(db.func.max(AuditEntry.id))).one()
    where = f"{PAGE}/{number}/seal"
    sealed = browser.post(where, data={"csrf_token": token(browser)})
    assert sealed.headers["Content-Disposition"].endswith(f"manifes-{number}.jws")
    found = seal_of_manifest(sealed.data)
    assert (found.is_intact, found.agency_id) == (True, cast.province)
    assert dict(found.content) == json.loads(browser.get(f"{PAGE}/{number}/manifest").data)
    assert not seal_of_manifest(sealed.data[:-1] + b"A").is_intact
    elsewhere = at(cast.murni)
    assert elsewhere.post(where, data={"csrf_token": token(elsewhere)}).status_code == 404
    assert at(cast.rani).get(PAGE).status_code == 403


def test_a_file_is_known_again_until_a_byte_is_changed(
    filled: Register, cast: Cast, at: At
) -> None:
    browser = at(cast.siti)
    content = taken(browser, "?year=all")
    assert "sama persis dengan ekspor nomor" in checked(browser, content)
    for place in (0, len(content) // 2, len(content) - 1):
        changed = bytes([*content[:place], content[place] ^ 1, *content[place + 1 :]])
        assert "Tidak ada ekspor dengan isi persis" in checked(browser, changed)


def test_nothing_chosen_is_said_and_an_empty_list_leads_to_the_register(cast: Cast, at: At) -> None:
    browser = at(cast.siti)
    assert "Belum ada ekspor" in browser.get(PAGE).text
    answer = browser.post(f"{PAGE}/check", data={"csrf_token": token(browser)})
    assert answer.status_code == 422
    assert "Pilih berkas ekspor" in answer.text


def test_others_learn_nothing_of_it(filled: Register, cast: Cast, at: At) -> None:
    content = taken(at(cast.siti))
    number = db.session.scalars(db.select(db.func.max(AuditEntry.id))).one()
    assert at(cast.rani).get(PAGE).status_code == 403
    elsewhere = at(cast.murni)
    assert elsewhere.get(f"{PAGE}/{number}/manifest").status_code == 404
    assert "Belum ada ekspor" in elsewhere.get(PAGE).text
    assert "Tidak ada ekspor dengan isi persis" in checked(elsewhere, content)


def test_a_head_knows_of_their_own_files_only(filled: Register, cast: Cast, at: At) -> None:
    taken(at(cast.siti))
    head = at(cast.yusuf)
    assert "Belum ada ekspor" in head.get(PAGE).text
    taken(head)
    assert head.get(PAGE).text.count("Unduh manifes") == 1
    assert at(cast.siti).get(PAGE).text.count("Unduh manifes") == 2
