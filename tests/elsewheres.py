"""Training done elsewhere, as people send it through the form, for tests and the tour of pages."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.uploads import Upload, keep
from lms.records.actions import Draft, send_claim
from lms.records.models import Claim, JpCredit
from lms.standards.actions import PartWish, Wish, propose, propose_part
from lms.standards.models import JpMethod
from lms.standards.queries import ruling_agency
from pages import read

NEW = "/transcript/elsewhere/new"
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
SEMINAR, TRAINING = 9, 16  # 4 JP an event; the JP of the programme
TYPED: dict[str, Any] = {
    "title": "Pelatihan Pelayanan Prima",
    "organiser": "Pusdiklat Regional",
    "form_code": TRAINING,
    "began_on": "2026-03-02",
    "ended_on": "2026-03-04",
    "jp_stated": 12,
    "number": "800/PLT-7/2026",
}


def proof(content: bytes = PDF, name: str = "sertifikat.pdf") -> tuple[BytesIO, str]:
    return BytesIO(content), name


def send(browser: Any, path: str = NEW, **changed: Any) -> TestResponse:
    """Through the form at `path`, with a proof unless another one is given."""
    answer: TestResponse = browser.submit(path, **{**TYPED, "proof": proof(), **changed})
    return answer


def sent(browser: Any, **changed: Any) -> UUID:
    answer = send(browser, **changed)
    assert answer.status_code == 302, answer.text
    return UUID(str(answer.location).rsplit("/", 1)[-1])


def claim(claim_id: UUID) -> Claim:
    db.session.rollback()
    return db.session.get_one(Claim, claim_id)


def credited() -> list[int]:
    """The JP of every row of the ledger, in the order in which they were written."""
    db.session.rollback()
    return [*db.session.scalars(select(JpCredit.jp).order_by(JpCredit.id))]


def answer(browser: FlaskClient, claim_id: UUID, verdict: str, **typed: Any) -> TestResponse:
    """As the button of this verdict sends it, with what the form held before."""
    path = f"/register/elsewhere/{claim_id}"
    page = read(browser.get(path).text)
    held = {it.get("name"): it.get("value") for it in page.all("input") if it.get("name")}
    return browser.post(path, data=held | {"verdict": verdict} | typed)


def claimed(person_id: int, agency_id: int, title: str = "Seminar Arsip Daerah") -> UUID:
    """One that waits, sent without a browser."""
    day = date(2026, 5, 4)
    draft = Draft(title, "Kantor Arsip", SEMINAR, day, day, 6, "12/ARS/2026")
    stored = keep(Upload("sertifikat.pdf", PDF, "application/pdf"))
    with transaction():
        return send_claim(uuid4(), person_id, agency_id, draft, stored).id


def proposed(person_id: int, agency_id: int) -> UUID:
    """A change to the rule of seminars that waits for a second officer."""
    wish = Wish(
        SEMINAR,
        JpMethod.PER_EVENT,
        5,
        earns_again=True,
        since=clock.today(),
        legal_basis="Keputusan Kepala BKD",
    )
    with transaction():
        return propose(uuid4(), person_id, agency_id, wish, "Lampiran baru.").id


def proposed_part(person_id: int, agency_id: int) -> UUID:
    """The same for a part of the index of professionalism."""
    levels, basis = ["pelaksana"], "Keputusan Kepala BKD"
    points, day = Decimal("22.5"), clock.today()
    wish = PartWish("hours", levels, points, 20, [], 1, True, day, basis)
    with transaction():
        return propose_part(uuid4(), person_id, agency_id, wish, "Sebanding.").id


def let_jp_wait(learner_id: int, officer_id: int) -> tuple[UUID, UUID, UUID]:
    """A claim, a change to a rule and one to a part of the index; all in the province."""
    home = ruling_agency(officer_id)
    assert home
    return claimed(learner_id, home), proposed(officer_id, home), proposed_part(officer_id, home)
