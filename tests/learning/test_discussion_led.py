"""Leading a discussion: hiding with a reason, marking the answer, closing; and who may do what."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cast import SINCE, Cast
from forums import COURSE_URL, FORUM, SLUG, URL, Speaker, said
from forums import thread_url as at
from lms.catalog import queries as catalog
from lms.catalog.actions import end_share, share
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from lms.learning import actions, policies, queries
from lms.learning.models import Moderation

REASON = "Memuat nama seorang warga."


def grant(cast: Cast, who: str, role: Role, **where: object) -> None:
    agency = where.pop("agency_id", cast.province)
    with transaction():
        give_grant(person(cast.people[who].id), role, agency, since=SINCE, **where)  # type: ignore[arg-type]  # as a test gives it


def steps() -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.scalars(select(Moderation).order_by(Moderation.id))
    return [(each.kind, each.reason) for each in found]


def test_a_leader_hides_with_a_reason_that_the_author_reads(
    rani: Speaker, dedi: Speaker, wati: Speaker
) -> None:
    said_id = dedi.say("Bu Aminah datang lagi.", thread := rani.say("Awal."))
    assert "Sembunyikan tanggapan ini?" in wati.get(f"{FORUM}/contributions/{said_id}/hiding").text
    assert wati.act(said_id, "hiding", reason=REASON).status_code == 302
    others = rani.get(at(thread)).text
    assert "Disembunyikan pengampu." in others
    assert "Bu Aminah" not in others
    assert REASON not in others
    for reader in (dedi, wati):
        page = reader.get(at(thread)).text
        assert "Bu Aminah" in page
        assert REASON in page
    wati.act(said_id, "showing")
    assert "Bu Aminah" in rani.get(at(thread)).text
    assert steps() == [("hidden", REASON), ("shown", "")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_hiding_needs_a_reason(rani: Speaker, wati: Speaker, reason: str) -> None:
    said_id = rani.say("Awal.")
    assert wati.act(said_id, "hiding", reason=reason).status_code == 422
    assert said()[0].hidden_because is None
    assert steps() == []


def test_what_is_hidden_stays_as_it_is(rani: Speaker, dedi: Speaker, wati: Speaker) -> None:
    said_id = rani.say("Awal.")
    wati.act(said_id, "hiding", reason=REASON)
    assert rani.act(said_id, "edit", text="Lain").status_code == 403
    assert rani.act(said_id, "deletion").status_code == 403
    assert dedi.send("Balas", said_id).status_code == 403
    assert wati.act(said_id, "hiding", reason=REASON).status_code == 403
    assert "Awal." not in dedi.get(URL).text
    assert "belum dibaca" not in dedi.get(URL).text


def test_what_leaders_did_is_never_rewritten(rani: Speaker, wati: Speaker) -> None:
    wati.act(rani.say("Awal."), "hiding", reason=REASON)
    for statement in ("UPDATE moderation SET reason = ''", "DELETE FROM moderation"):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement))
    audited = select(AuditEntry.verb).where(AuditEntry.subject_kind == "contribution")
    assert db.session.scalars(audited).all() == ["hidden"]


def test_one_reply_is_the_answer(rani: Speaker, dedi: Speaker, wati: Speaker) -> None:
    thread = rani.say("Siapa walidatanya?")
    first, second = dedi.say("Kami.", thread), wati.say("Dinas.", thread)
    for reply in (first, second):
        assert wati.act(reply, "answer", answers="1").status_code == 302
    page = rani.get(at(thread)).text
    assert page.count("Jawaban</span>") == 1
    assert "Terjawab" in rani.get(URL).text
    wati.act(second, "answer", answers="")
    assert "Terjawab" not in rani.get(URL).text
    assert [kind for kind, _ in steps()] == ["answered", "answered", "unanswered"]


@pytest.mark.parametrize("way", ["deletion", "hiding"])
def test_what_cannot_be_read_answers_nothing(
    rani: Speaker, dedi: Speaker, wati: Speaker, way: str
) -> None:
    reply = dedi.say("Kami.", thread := rani.say("Siapa?"))
    wati.act(reply, "answer", answers="1")
    (dedi if way == "deletion" else wati).act(reply, way, reason=REASON)
    assert said()[0].answer_id is None
    assert wati.act(reply, "answer", answers="1").status_code == 403
    assert wati.act(thread, "answer", answers="1").status_code == 403


def test_a_closed_discussion_is_only_read(rani: Speaker, dedi: Speaker, wati: Speaker) -> None:
    thread = rani.say("Awal.")
    wati.post(f"{FORUM}/closing", closed="1")
    wati.post(f"{FORUM}/closing", closed="1")
    assert "Ditutup" in rani.get(URL).text
    assert "<textarea" not in rani.get(URL).text + rani.get(at(thread)).text
    for answer in (
        dedi.send("Lagi"),
        dedi.send("Lagi", thread),
        rani.act(thread, "edit", text="Lain"),
        rani.type("Draf"),
    ):
        assert answer.status_code == 403
    assert rani.act(thread, "deletion").status_code == 302
    wati.post(f"{FORUM}/closing")
    dedi.say("Sesudah dibuka.")
    assert [kind for kind, _ in steps()] == ["closed", "reopened"]


def test_a_discussion_closed_between_asking_and_writing_takes_nothing(
    rani: Speaker, wati: Speaker, cast: Cast
) -> None:
    course = catalog.course(SLUG)
    before = queries.forum(course.id, "bincang", cast.province)
    wati.post(f"{FORUM}/closing", closed="1")
    with pytest.raises(Conflict), transaction():
        actions.contribute(before, cast.rani.id, "Terlambat", "kunci")
    assert said() == []


def test_a_leader_comes_in_without_being_in_the_course(rani: Speaker, wati: Speaker) -> None:
    thread = rani.say("Awal.")
    assert "Awal." in wati.get(FORUM).text
    wati.say("Silakan dicoba.", thread)
    assert "Bincang loket" in wati.get("/discussions").text
    assert "/discussions" in wati.get("/desk").text


@pytest.mark.parametrize(
    ("who", "role", "where", "leads"),
    [
        ("nurul", Role.TRAINER, {}, True),
        ("nurul", Role.PROGRAMME_OFFICER, {}, True),
        ("nurul", Role.TRAINER, {"course_slug": SLUG}, True),
        ("lestari", Role.TRAINER, {"course_slug": SLUG, "agency_id": 2}, False),
        ("nurul", Role.TRAINER, {"course_slug": "kursus-lain"}, False),
        ("nurul", Role.TRAINER, {"agency_id": 2}, False),
        ("nurul", Role.TRAINER, {"unit_id": 1}, False),
        ("nurul", Role.TRAINER, {"until": date(2020, 2, 1)}, False),
        ("nurul", Role.BKD_OFFICER, {}, False),
        ("nurul", Role.MENTOR, {}, False),
        ("nurul", Role.UNIT_HEAD, {}, False),
        ("nurul", Role.ADMINISTRATOR, {}, False),
    ],
)
def test_who_leads(  # noqa: PLR0913, PLR0917  who, as what, where
    forum: str, cast: Cast, who: str, role: Role, where: dict[str, object], leads: bool
) -> None:
    grant(cast, who, role, **where)
    course = catalog.course(SLUG)
    place = queries.forum(course.id, "bincang", cast.province)
    assert policies.may_lead(place, cast.people[who].id) is leads


@pytest.mark.parametrize("name", ["hiding", "showing", "answer"])
def test_who_does_not_lead_moderates_nothing(rani: Speaker, dedi: Speaker, name: str) -> None:
    reply = dedi.say("Balas.", rani.say("Awal."))
    for person_ in (rani, dedi):
        answer = person_.act(reply, name, reason=REASON, answers="1")
        assert answer.status_code == 403
        assert person_.post(f"{FORUM}/closing", closed="1").status_code == 403
        assert person_.get("/discussions").status_code == 403
    assert steps() == []


def every_door(someone: Speaker, thread: int) -> list[int]:
    answers = [
        someone.get(FORUM),
        someone.get(at(thread)),
        someone.send("Halo"),
        someone.send("Halo", thread),
        someone.type("Halo"),
        someone.act(thread, "edit", text="Halo"),
        someone.act(thread, "deletion"),
        someone.act(thread, "hiding", reason=REASON),
        someone.act(thread, "showing"),
        someone.act(thread, "answer", answers="1"),
        someone.post(f"{FORUM}/closing", closed="1"),
    ]
    return sorted({each.status_code for each in answers})


def test_who_is_not_in_the_course_reads_nothing(app: Flask, rani: Speaker, cast: Cast) -> None:
    thread = rani.say("Rahasia kecil.")
    nurul = Speaker(app.test_client(), cast.nurul)
    assert every_door(nurul, thread) == [403]
    nurul.enrol()
    assert nurul.get(at(thread)).status_code == 200
    nurul.post(f"{COURSE_URL}/withdrawal")
    assert every_door(nurul, thread) == [403]


def test_a_course_of_another_agency_is_unknown(app: Flask, rani: Speaker, cast: Cast) -> None:
    thread = rani.say("Di provinsi.")
    lestari = Speaker(app.test_client(), cast.lestari)
    assert every_door(lestari, thread) == [404]


def test_a_share_opens_the_discussion_and_at_its_end_who_is_underway_goes_on(
    app: Flask, rani: Speaker, cast: Cast
) -> None:
    thread = rani.say("Untuk semua.")
    with transaction():
        share(catalog.course(SLUG), cast.city, None)
    lestari = Speaker(app.test_client(), cast.lestari).enrol()
    lestari.say("Dari kota.", thread)
    assert "Dinas Kependudukan dan Pencatatan Sipil, Kota Jambi" in rani.get(at(thread)).text
    with transaction():
        end_share(catalog.course(SLUG), cast.city, None)
    lestari.say("Masih di jalan.", thread)
    murni = Speaker(app.test_client(), cast.murni).enrol()
    assert every_door(murni, thread) == [404], "nobody new comes in"
    with transaction():
        db.session.execute(text("UPDATE enrolment SET state = 'completed'"))
    assert every_door(lestari, thread) == [403], "for its own agency's people, from then on"
    assert lestari.get(URL).status_code == 403


def test_those_in_an_archived_course_go_on_discussing(rani: Speaker) -> None:
    with transaction():
        catalog.course(SLUG).archived_at = clock.now() - timedelta(days=1)
    rani.say("Masih di sini.")


def test_nobody_comes_in_from_the_street(app: Flask, rani: Speaker, tmp_path: Path) -> None:
    thread = rani.say("Awal.")
    assert app.test_client().get(at(thread)).status_code == 302
    assert app.test_client().post(FORUM, data={"text": "x"}).status_code in {400, 401}
