"""A course is handed over to an author who accepts, and is never left without one."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from authors import Author
from banks import let
from cast import Cast
from courses import SLUG, publish_course
from essays import Reader
from lms.authoring import actions
from lms.authoring.actions import Offer
from lms.authoring.letters import handover_letter
from lms.authoring.models import HandoverState
from lms.authoring.policies import may_write
from lms.authoring.queries import authors, handover, offered_to
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.identity.actions import revoke
from lms.identity.models import Grant, Person, Role
from statements import statements

HERE = f"/authoring/{SLUG}"
OFFER = {"words": "Dedi Pranata", "note": "Tolong lanjutkan."}
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    """Rani writes this course alone, beside Wati who trains for the whole agency."""
    publish_course(tmp_path / "content", cast.province)
    let(cast.rani, Role.TRAINER, cast.province, SLUG)
    return Author(app.test_client(), cast.rani)


def test_who_accepts_writes_the_course_and_who_leaves_it_no_longer(
    app: Flask, cast: Cast, rani: Author
) -> None:
    said = " ".join(rani.get(f"{HERE}/authors").text.split())
    assert "Rani Anggraini <span" in said
    assert "Wati Kusuma" in said
    made = rani.submit(f"{HERE}/authors", **OFFER, leaves="y")
    assert made.status_code == 302
    (offer,) = offered_to(cast.dedi.id)
    assert not may_write(cast.dedi.id, cast.province, SLUG), "nobody asked Dedi yet"
    handover_letter(offer.id)
    (letter,) = Path(app.config["SETTINGS"].home, "mail").glob("*.eml")
    assert f"/handovers/{offer.id}" in letter.read_text()
    dedi = Author(app.test_client(), cast.dedi)
    assert "1 menunggu Anda" in dedi.get("/desk").text
    assert "Melayani lewat Layar" in dedi.get("/authoring").text
    page = dedi.get(f"/handovers/{offer.id}").text
    assert "lalu berhenti menulisnya" in page
    assert "Tolong lanjutkan." in page
    answer = dedi.post(f"/handovers/{offer.id}", verdict="accept")
    assert answer.headers["Location"] == HERE
    assert may_write(cast.dedi.id, cast.province, SLUG)
    assert not may_write(cast.rani.id, cast.province, SLUG)
    assert {it.person_id for it in authors(cast.province, SLUG)} == {cast.dedi.id, cast.wati.id}
    assert "Diterima" in dedi.get(f"{HERE}/authors").text
    again = dedi.post(f"/handovers/{offer.id}", verdict="decline")
    assert again.status_code == 409
    assert "sudah dijawab" in dedi.get(f"/handovers/{offer.id}").text


@sqlite_only
def test_an_offer_is_declined_or_taken_back_and_then_gives_nothing(
    app: Flask, cast: Cast, rani: Author
) -> None:
    rani.submit(f"{HERE}/authors", **OFFER)
    twice = rani.submit(f"{HERE}/authors", **OFFER)
    assert "sudah ditawarkan" in twice.text
    assert "Tolong lanjutkan." in twice.text, "what was typed is not lost"
    (first,) = offered_to(cast.dedi.id)
    dedi = Reader(app.test_client(), cast.dedi)
    assert dedi.post(f"/handovers/{first.id}", verdict="mungkin").status_code == 404
    dedi.post(f"/handovers/{first.id}", verdict="decline")
    assert "Ditolak" in rani.get(f"{HERE}/authors").text
    rani.submit(f"{HERE}/authors", **OFFER)
    (second,) = offered_to(cast.dedi.id)
    rani.post(f"{HERE}/authors/{second.id}/recall")
    assert handover(second.id).state == HandoverState.RECALLED
    assert dedi.post(f"/handovers/{second.id}", verdict="accept").status_code == 409
    assert not may_write(cast.dedi.id, cast.province, SLUG)
    said = {"Wati Kusuma": "sudah dapat menulis", "Lestari": "Tidak ada pegawai", "a": "beberapa"}
    for words, refusal in said.items():
        page = rani.submit(f"{HERE}/authors", words=words, note="x")
        assert (page.status_code, refusal in page.text) == (422, True), words


@sqlite_only
def test_nobody_answers_or_takes_back_anothers_offer(app: Flask, cast: Cast, rani: Author) -> None:
    rani.submit(f"{HERE}/authors", **OFFER)
    (offer,) = offered_to(cast.dedi.id)
    nurul = Reader(app.test_client(), cast.nurul)
    assert nurul.get(f"/handovers/{offer.id}").status_code == 403
    assert nurul.post(f"/handovers/{offer.id}", verdict="accept").status_code == 403
    assert nurul.get(f"{HERE}/authors").status_code == 403
    assert nurul.post(f"{HERE}/authors/{offer.id}/recall").status_code == 403
    assert nurul.get(f"{HERE}/leaving").status_code == 403
    assert offered_to(cast.dedi.id) == [offer]


@sqlite_only
def test_an_offer_of_who_is_in_service_no_longer_gives_nothing(cast: Cast, rani: Author) -> None:
    with transaction():
        given = Offer(cast.dedi.nip, "Silakan.", leaves=False)
        offer = actions.offer(SLUG, cast.province, given, cast.rani.id)
        db.session.get_one(Person, cast.rani.id).active = False
    with pytest.raises(Conflict), transaction():
        actions.accept(offer, cast.dedi.id)
    assert not may_write(cast.dedi.id, cast.province, SLUG)


def test_an_offer_of_who_writes_no_longer_gives_nothing(cast: Cast, rani: Author) -> None:
    with transaction():
        given = Offer(cast.dedi.nip, "Silakan.", leaves=False)
        offer = actions.offer(SLUG, cast.province, given, cast.rani.id)
        (grant,) = db.session.query(Grant).filter_by(person_id=cast.rani.id)
        revoke(grant, cast.wati.id)
    with pytest.raises(Conflict), transaction():
        actions.accept(offer, cast.dedi.id)
    assert not may_write(cast.dedi.id, cast.province, SLUG)
    with pytest.raises(Invalid), transaction():
        actions.offer(SLUG, cast.province, Offer(cast.dedi.nip, "", leaves=False), cast.rani.id)


@sqlite_only
@pytest.mark.parametrize("whole", [False, True])
def test_nobody_hands_over_what_lasts_longer_than_their_own(
    cast: Cast, rani: Author, whole: bool
) -> None:
    last = clock.today() + timedelta(days=5)
    if whole:  # and it has no end
        let(cast.rani, Role.TRAINER, cast.province)
    with transaction():
        (own,) = db.session.query(Grant).filter_by(person_id=cast.rani.id, course_slug=SLUG)
        own.until = last
        given = Offer(cast.dedi.nip, "Silakan.", leaves=True)
        actions.accept(actions.offer(SLUG, cast.province, given, cast.rani.id), cast.dedi.id)
        (made,) = db.session.query(Grant).filter_by(person_id=cast.dedi.id)
        assert made.until == (None if whole else last)


def test_the_last_author_does_not_leave(cast: Cast, rani: Author) -> None:
    with transaction():
        (whole,) = db.session.query(Grant).filter_by(person_id=cast.wati.id)
        revoke(whole, None)
    assert "penulis terakhir" in rani.submit(f"{HERE}/leaving").text
    assert may_write(cast.rani.id, cast.province, SLUG)
    let(cast.wati, Role.PROGRAMME_OFFICER, cast.province)
    with pytest.raises(Conflict), transaction():
        actions.leave(SLUG, cast.province, cast.wati.id)
    assert rani.submit(f"{HERE}/leaving").headers["Location"] == "/desk"
    assert [it.person_id for it in authors(cast.province, SLUG)] == [cast.wati.id]


def test_accepting_waits_for_who_stops_writing_at_that_moment(
    app: Flask, cast: Cast, rani: Author
) -> None:
    rani.submit(f"{HERE}/authors", **OFFER)
    (offered,) = offered_to(cast.dedi.id)
    with statements() as asked, transaction():
        actions.accept(handover(offered.id), cast.dedi.id)
    held = [each for each in asked if "FROM agency" in each]
    assert held, "before it is asked who writes the course"
    if db.engine.dialect.name == "postgresql":
        assert "FOR UPDATE" in held[0]
