"""Leaders tell people in their course something; each is told once, and reads it, or a letter."""

import smtplib
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from crowds import at_once
from lms.catalog import queries as catalog
from lms.foundation import mail, schema
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.identity.models import Person
from lms.learning import actions as learning
from lms.notices import letters
from lms.notices.actions import Told, tell
from lms.notices.models import Notice, Receipt
from pages import read
from quizzes import Sitter
from readings import publish_lessons
from statements import statements

ROOT = f"/teaching/{SLUG}/notices"
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
TITLE, TEXT = "Kelas daring Kamis", "Di https://rapat.example/jambi.\n\nBawa <b>data</b>."


@pytest.fixture
def leader(app: Flask, cast: Cast, rani: Sitter) -> Sitter:
    """Wati, who leads the small course."""
    return Sitter(app.test_client(), cast.wati)


def send(by: Sitter, to: int | None = None, **changed: Any) -> Any:
    """After the second look, unless `sure` is None."""
    written = {"key": str(uuid4()), "title": TITLE, "text": TEXT, "sure": ""}
    written |= {"run": "", "state": "", **changed} if to is None else changed
    address = f"{ROOT}/new" if to is None else f"{ROOT}/new?to={to}"
    looked = {name: it for name, it in written.items() if name != "sure"}
    look = by.post(address, **looked)
    if written["sure"] is None or 'name="sure"' not in look.text:
        return look
    return by.post(address, **looked, sure=mark_in(look.text))


def mark_in(look: str) -> str:
    """What the button says that sends it."""
    (button,) = [it for it in read(look).all("button") if it.get("name") == "sure"]
    return button.get("value")


def told() -> set[int]:
    db.session.rollback()
    return set(db.session.scalars(select(Receipt.person_id)))


def enrolment_of(leader: Sitter, name: str) -> int:
    """As the list of people links it."""
    before = leader.browser.get(f"/teaching/{SLUG}").text.partition(f">{name}")[0]
    return int(before.rpartition("/people/")[2].rstrip('"'))


def test_people_are_told_after_a_second_look_until_they_have_read_it(
    leader: Sitter, rani: Sitter, dedi: Sitter, lestari: Sitter, cast: Cast
) -> None:
    key = str(uuid4())
    look = send(leader, key=key, sure=None).text
    assert "akan dibaca 2 orang" in look
    assert "Yang sedang belajar dan yang selesai, Semua angkatan" in look
    assert "Bawa &lt;b&gt;data&lt;/b&gt;." in look
    assert told() == set()
    sent = send(leader, key=key)
    assert send(leader, key=key).location == sent.location  # the second of two clicks
    assert told() == {cast.rani.id, cast.dedi.id}
    assert "0 dari 2 orang" in leader.browser.get(sent.location).text
    link = f"/notices/{sent.location.rpartition('/')[2]}"
    assert link in rani.browser.get("/").text
    page = rani.browser.get(link).text
    assert '<a href="https://rapat.example/jambi" rel="nofollow ugc' in page
    assert "&lt;b&gt;data" in page
    assert link not in rani.browser.get("/").text
    assert link in dedi.browser.get("/").text
    assert TITLE in rani.browser.get("/notices").text
    assert "1 dari 2 orang" in leader.browser.get(ROOT).text
    assert lestari.browser.get(link).status_code == 404


@ONE_ENGINE
def test_a_form_of_another_course_is_refused_with_its_text(
    leader: Sitter, cast: Cast, tmp_path: Path
) -> None:
    publish_lessons(tmp_path / "lain", cast.province)
    key = str(uuid4())
    send(leader, key=key)
    with transaction():
        run = learning.open_default_run(catalog.course("membaca-bersama"))
        learning.enrol(run, cast.rani.id, cast.province)
    written = {"key": key, "title": TITLE, "text": TEXT, "run": "", "state": ""}
    there = "/teaching/membaca-bersama/notices/new"
    answer = leader.post(there, **written, sure=mark_in(leader.post(there, **written).text))
    assert (answer.status_code, TITLE in answer.text) == (422, True)
    assert "sudah mengirim pengumuman lain" in answer.text
    assert key not in answer.text, "sent again, it is told"


@ONE_ENGINE
def test_nothing_is_sent_but_what_was_looked_at(leader: Sitter, rani: Sitter, cast: Cast) -> None:
    key = str(uuid4())
    sure = mark_in(send(leader, key=key, sure=None).text)
    said = {"key": key, "title": TITLE, "text": TEXT, "run": "", "state": "", "sure": sure}
    for changed in ({"text": "Lain."}, {"title": "Lain"}, {"state": "withdrawn"}):
        look = leader.post(f"{ROOT}/new", **said | changed)
        assert "berubah sejak Anda melihatnya" in look.text, changed
    assert told() == set()
    sent = leader.post(f"{ROOT}/new", **said).location
    back = send(leader, key=key, text="Tidak jadi.")  # by the button "Back", and written anew
    assert back.status_code == 422, "it would be said to be sent"
    assert "Tidak jadi." in back.text
    assert "sudah mengirim pengumuman lain" in back.text
    assert "Tidak jadi." not in leader.browser.get(sent).text
    assert len(db.session.scalars(select(Notice)).all()) == 1


def test_two_clicks_at_once_tell_it_once(app: Flask, rani: Sitter, cast: Cast) -> None:
    course, key = catalog.course(SLUG), str(uuid4())
    it = Told(course.agency_id, cast.wati.id, SLUG, "Semua", TITLE, TEXT)

    def click(_: int) -> int:
        with transaction():
            return tell(it, [cast.rani.id], key).id

    assert len(set(at_once(app, click))) == 1
    assert told() == {cast.rani.id}


@ONE_ENGINE
def test_who_is_meant_is_chosen_by_state_run_and_person(
    leader: Sitter, rani: Sitter, dedi: Sitter, cast: Cast
) -> None:
    dedi.post(f"/courses/{SLUG}/withdrawal")
    assert "Tidak ada orang yang cocok" in send(leader, state="completed", sure=None).text
    assert send(leader, state="withdrawn").status_code == 302
    assert told() == {cast.dedi.id}
    number = enrolment_of(leader, cast.rani.name)
    assert f"{ROOT}/new?to={number}" in leader.browser.get(f"/teaching/{SLUG}/people/{number}").text
    assert f"Tulis kepada {cast.rani.name}" in leader.browser.get(f"{ROOT}/new?to={number}").text
    assert send(leader, to=number).status_code == 302
    assert told() == {cast.dedi.id, cast.rani.id}
    chosen = "Those who are learning and those who finished, All intakes"
    leader.post("/language", language="en")
    page = leader.browser.get(ROOT).text
    assert ("Withdrawn, All intakes" in page, cast.rani.name in page) == (True, True)
    assert f"Recipients: {chosen}." in send(leader, sure=None).text
    leader.post("/language", language="id")
    assert "Berhenti, Semua angkatan" in leader.browser.get(ROOT).text
    assert send(leader, to=99999).status_code == 404
    assert send(leader, run="99999").status_code == 422


@ONE_ENGINE
def test_what_was_kept_in_words_is_said_in_each_language_too(leader: Sitter, cast: Cast) -> None:
    send(leader, state="active")
    send(leader, to=enrolment_of(leader, cast.rani.name))
    db.session.rollback()
    schema.downgrade(revision="0027")
    in_words = list(db.session.scalars(select(Notice.audience).order_by(Notice.id)))
    db.session.rollback()
    assert in_words == ["Sedang belajar, Semua angkatan", cast.rani.name]
    schema.upgrade()
    leader.post("/language", language="en")
    page = leader.browser.get(ROOT).text
    assert ("Learning, All intakes" in page, cast.rani.name in page) == (True, True)


@ONE_ENGINE
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "Isian ini wajib diisi."),
        ({"text": "\x00"}, "Isian ini wajib diisi."),
        ({"title": "x" * 121}, "Paling panjang 120 huruf."),
        ({"text": "x" * 4001}, "Paling panjang 4000 huruf."),
        ({"key": "saya"}, "Formulir ini tidak lengkap."),
    ],
)
def test_what_cannot_be_told_is_said_and_given_back(
    leader: Sitter, changed: dict[str, str], said: str
) -> None:
    answer = send(leader, **changed)
    assert answer.status_code == 422
    assert said in answer.text
    given_back = "https://rapat.example/jambi" in answer.text
    assert given_back is ("text" not in changed)
    assert told() == set()


def test_what_is_taken_back_is_read_by_nobody_and_stays_in_the_trail(
    leader: Sitter, rani: Sitter, cast: Cast
) -> None:
    address = send(leader).location
    assert leader.post(f"{address}/withdrawal").status_code == 302
    assert leader.post(f"{address}/withdrawal").status_code == 302
    link = f"/notices/{address.rpartition('/')[2]}"
    assert link not in rani.browser.get("/").text
    page = rani.browser.get(link).text
    assert "sudah ditarik" in page
    assert "rapat.example" not in page
    trail = select(AuditEntry).where(AuditEntry.subject_kind == "notice").order_by(AuditEntry.id)
    entries = [(it.verb, it.actor_id, it.detail) for it in db.session.scalars(trail)]
    assert entries == [("told", cast.wati.id, {"people": 1}), ("withdrawn", cast.wati.id, {})]


def box(app: Flask) -> list[Any]:
    """The letters that lie in it, after the worker has had its turn."""
    while work_once():
        pass
    folder = Path(app.config["SETTINGS"].home) / "mail"
    return [message_from_bytes(it.read_bytes(), policy=policy.default) for it in folder.iterdir()]


@ONE_ENGINE
def test_a_letter_goes_once_to_each_who_has_an_address(
    app: Flask, leader: Sitter, dedi: Sitter, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        db.session.get_one(Person, cast.dedi.id).email = None
    monkeypatch.setattr(letters, "AT_ONCE", 1)
    address = send(leader).location
    letter = only(box(app))
    assert (letter["To"], letter["Subject"]) == ("rani@contoh.go.id", TITLE)
    assert f"http://localhost/notices/{address.rpartition('/')[2]}" in letter.get_content()
    letters.letters(db.session.scalars(select(Notice.id)).one())
    assert len(box(app)) == 1


@ONE_ENGINE
@pytest.mark.parametrize("wrong", ["rani@", "<", "rani@contoh.go.id\nBcc: semua@contoh.go.id"])
def test_half_an_address_keeps_nobody_from_their_letter(
    app: Flask, leader: Sitter, dedi: Sitter, cast: Cast, wrong: str
) -> None:
    assert cast.rani.id < cast.dedi.id  # so hers is tried first
    with transaction():
        db.session.get_one(Person, cast.rani.id).email = wrong
        db.session.get_one(Person, cast.dedi.id).email = "dedi@contoh.go.id"
    send(leader)
    assert only(box(app))["To"] == "dedi@contoh.go.id"


@ONE_ENGINE
@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPRecipientsRefused({"rani": (550, b"nobody")}),
        smtplib.SMTPNotSupportedError("no letters beyond ASCII"),
    ],
)
def test_an_address_that_takes_no_letter_keeps_nobody_from_theirs(  # noqa: PLR0913, PLR0917
    app: Flask,
    leader: Sitter,
    dedi: Sitter,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    refusal: smtplib.SMTPException,
) -> None:
    with transaction():
        db.session.get_one(Person, cast.dedi.id).email = "dedi@contoh.go.id"
    tried = []

    def refuse_rani(url: str, sender: str, to: str, subject: str, text: str) -> None:
        tried.append(to)
        if to.startswith("rani"):
            raise refusal

    monkeypatch.setattr(mail, "send", refuse_rani)
    send(leader)
    while work_once():
        pass
    assert sorted(tried) == ["dedi@contoh.go.id", "rani@contoh.go.id"]


def only(found: list[Any]) -> Any:
    assert len(found) == 1
    return found[0]


@ONE_ENGINE
def test_only_leaders_tell_and_only_who_was_told_reads(
    app: Flask, leader: Sitter, rani: Sitter, dedi: Sitter, cast: Cast
) -> None:
    address = send(leader, to=enrolment_of(leader, cast.rani.name)).location
    stranger = Sitter(app.test_client(), cast.murni)
    for page in ("", "/new", f"/{address.rpartition('/')[2]}"):
        assert rani.browser.get(ROOT + page).status_code == 403
        assert stranger.browser.get(ROOT + page).status_code == 404
    assert send(rani).status_code == 403
    assert rani.post(f"{address}/withdrawal").status_code == 403
    assert leader.browser.get(f"{ROOT}/99999").status_code == 404
    link = f"/notices/{address.rpartition('/')[2]}"
    assert dedi.browser.get(link).status_code == 404
    assert "Belum ada pengumuman" in dedi.browser.get("/notices").text
    assert app.test_client().get(link).status_code == 302


@ONE_ENGINE
def test_lists_ask_no_more_as_they_grow(leader: Sitter, rani: Sitter) -> None:
    for number in range(25):
        send(leader, title=f"Kabar {number}")
    with statements() as asked:
        page = rani.browser.get("/notices?page=2").text
    asked.at_most(4)
    assert page.count("Kabar") == 5
    with statements() as asked:
        leader.browser.get(ROOT)
    asked.at_most(8)
    assert "Masih ada yang belum dibaca" in rani.browser.get("/").text
