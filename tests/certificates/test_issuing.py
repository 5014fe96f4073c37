"""A completion has one certificate: at once by a decision, or by an officer's word."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from awards import FIRST, certificates, issued
from cast import Cast
from courses import SLUG, publish_course
from lms.catalog import queries as catalog
from lms.certificates import actions, queries
from lms.certificates.models import CertificatePerson
from lms.foundation.database import db, rows, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.identity.queries import Scope
from lms.records.actions import Change, correct_completion
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from lms.records.queries.siasn import siasn_courses
from quizzes import Sitter
from registers import Learner, Register, completions

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
WITHOUT_CASE: dict[str, str | None] = {"03-kasus.assignment.md": None}
RELEASE = "/certificates/release"


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Learner:
    publish_course(tmp_path / "content", cast.province, SLUG, **WITHOUT_CASE)
    return Learner(app.test_client(), cast.rani)


def exported(cast: Cast) -> list[dict[str, object]]:
    file = BytesIO()
    write(file, Form("jsonl"), Scope(agencies=frozenset({cast.province})), Wanted())
    return [json.loads(line) for line in file.getvalue().splitlines()]


def sent_on(cast: Cast) -> list[str | None]:
    """The numbers that SIASN's layout of courses has."""
    layout = siasn_courses(Scope(agencies=frozenset({cast.province})), Wanted())
    return [each.nomorSertipikat for each in rows(layout)]


def test_a_standing_decision_issues_in_the_moment_of_completion(
    cast: Cast, rani: Learner, hendra: Sitter, rules: None
) -> None:
    decision = f"/certificates/settings/courses/{catalog.course(SLUG).id}"
    rani.enrol()
    sent = {"do": "once", "number": "12/KEP/2026", "decided_on": "2026-01-02"}
    assert hendra.post(decision, **sent).status_code == 302
    rani.finish()
    found = certificates()
    assert [each.number for each in found] == [FIRST]
    one = queries.certificate(found[0].id)
    assert (one.name, one.nip, one.decision_number) == (
        cast.rani.name,
        cast.rani.nip,
        "12/KEP/2026",
    )
    assert one.rank_group == "III/a"
    assert len(one.subjects) == 2
    assert sum(share for _, share in one.subjects) == one.jp * 10
    told = exported(cast)[0]
    assert (told["certificate_number"], told["certificate_status"]) == (FIRST, "issued")
    assert FIRST in rani.browser.get("/transcript").text
    assert sent_on(cast) == [FIRST]
    page = rani.browser.get("/certificates").text
    assert FIRST in page
    assert f"/verify/{one.code}" in page


def test_without_rules_a_decision_keeps_nobody_from_completing(
    cast: Cast, rani: Learner, hendra: Sitter
) -> None:
    course_id = catalog.course(SLUG).id
    with pytest.raises(Conflict), transaction():
        actions.decide(cast.province, course_id, cast.hendra.id, "1/2026", date(2026, 1, 2))
    rani.finish()
    assert len(completions()) == 1
    assert certificates() == []
    assert exported(cast)[0]["certificate_number"] is None
    assert "Belum ada sertifikat" in rani.browser.get("/certificates").text


def test_an_officer_releases_those_who_wait_once(
    cast: Cast, register: Register, hendra: Sitter, rules: None
) -> None:
    ids = [register.add(who, date(2026, 5, 4)) for who in (cast.rani, cast.dedi, cast.lestari)]
    register.add(cast.hendra, date(2026, 5, 5))
    page = hendra.browser.get(RELEASE).text
    assert all(who.name in page for who in (cast.rani, cast.dedi, cast.lestari))
    assert page.count('type="checkbox"') == 3, "not his own"
    asked = hendra.post(RELEASE, completion=ids)
    assert "Terbitkan 3 sertifikat" in asked.text
    assert FIRST in asked.text, "what the next number would be"
    assert certificates() == []
    for _ in range(2):
        assert hendra.post(RELEASE, completion=ids, do="release").status_code == 302
    assert [each.sequence for each in certificates()] == [1, 2, 3]
    assert issued(ids[0]).number == FIRST, "asked again, the same"
    assert "Tidak ada yang menunggu" in hendra.browser.get(RELEASE).text
    own = completions()[-1].id
    assert hendra.post(RELEASE, completion=[own], do="release").status_code == 302
    assert len(certificates()) == 3, "nobody releases their own"


def test_what_is_issued_is_never_rewritten_and_what_is_personal_can_go(
    app: Flask, cast: Cast, register: Register, rules: None
) -> None:
    one = issued(register.add(cast.rani, date(2026, 5, 4)))
    for change in (
        "UPDATE certificate SET number = 'x'",
        "DELETE FROM certificate",
        "UPDATE certificate_step SET reason = 'x'",
        "DELETE FROM certificate_step",
        "UPDATE certificate_numbering SET pattern = 'x'",
        "UPDATE certificate_signing SET since = since",
    ):
        with pytest.raises(DBAPIError, match="never rewritten"), transaction():
            db.session.execute(text(change))
    with transaction():
        actions.redact(one.id, cast.siti.id)
    left = db.session.get_one(CertificatePerson, one.id)
    assert (left.name, left.nip, left.redacted_at is not None) == ("", "", True)
    page = app.test_client().get(f"/verify/{one.code}").text
    assert "Nama sudah dihapus menurut hukum" in page
    assert cast.rani.name not in page
    assert one.number in page
    rani = Sitter(app.test_client(), cast.rani)
    assert rani.browser.get(f"/certificates/{one.id}/pdf").status_code == 410


def test_revoking_and_reissuing_are_told_with_their_reasons(
    app: Flask, cast: Cast, register: Register, hendra: Sitter, rules: None
) -> None:
    completion_id = register.add(cast.rani, date(2026, 5, 4), jp=4)
    one = issued(completion_id)
    home = f"/certificates/{one.id}"
    assert hendra.post(f"{home}/revocation", reason="  ").status_code == 422
    for nip in (cast.rani.nip, f"{cast.rani.nip[:8]} {cast.rani.nip[8:14]} {cast.rani.nip[14:]}"):
        told = hendra.post(f"{home}/revocation", reason=f"NIP {nip} keliru")
        assert told.status_code == 422, "anybody reads it"
    with transaction():
        correct_completion(completion_id, cast.siti.id, "Salah JP", Change(jp=6))
    assert "Catatannya dikoreksi" in hendra.browser.get(home).text
    assert hendra.post(f"{home}/reissue", reason="JP diperbaiki").status_code == 302
    newer = queries.certificate(certificates()[-1].id)
    assert (newer.jp, newer.number[:4]) == (6, "0002")
    page = app.test_client().get(f"/verify/{one.code}").text
    assert "sudah diganti" in page
    assert "JP diperbaiki" in page
    assert f"/verify/{newer.code}" in page
    assert hendra.post(f"{home}/reissue", reason="Lagi").status_code == 409
    assert hendra.post(f"/certificates/{newer.id}/revocation", reason="Palsu").status_code == 302
    assert "sudah dicabut" in app.test_client().get(f"/verify/{newer.code}").text
    told = exported(cast)[-1]
    assert (told["certificate_number"], told["certificate_status"]) == (newer.number, "revoked")
    assert sent_on(cast) == [None], "what was taken back is not sent on"
    steps = [each.status.value for each in queries.steps_of(one.id)]
    assert steps == ["issued", "reissued"]


@ONE_ENGINE
def test_rules_are_dated_and_what_was_issued_keeps_its_own(
    cast: Cast, register: Register, hendra: Sitter, rules: None
) -> None:
    one = issued(register.add(cast.rani, date(2026, 5, 4)))
    sheet = {"pattern": "S-{seq}/{tahun}", "place": "Jambi", "since": "2026-11-22"}
    tried = hendra.post("/certificates/settings/numbering", do="try", **sheet)
    assert "S-2/2026" in tried.text
    assert hendra.post("/certificates/settings/numbering", **sheet).status_code == 302
    assert issued(register.add(cast.dedi, date(2026, 5, 4))).number == "S-2/2026"
    assert queries.certificate(one.id).number == FIRST
    late = hendra.post("/certificates/settings/numbering", **(sheet | {"since": "2026-11-21"}))
    assert late.status_code == 422
    assert "paling awal hari ini" in late.text
    signers = {"name_1": "Wati", "post_1": "", "nip_1": "12", "signers_since": "2026-11-22"}
    wrong = hendra.post("/certificates/settings/signers", **signers)
    assert wrong.status_code == 422
    assert "Isi jabatan" in wrong.text
    assert "18 angka" in wrong.text
    assert 'value="Wati"' in wrong.text, "what was typed is still there"
    with pytest.raises(Invalid), transaction():
        actions.set_signers(cast.province, date(2026, 11, 22), [], cast.hendra.id)
