"""A manuscript is approved by somebody who did not write it, and published as it was approved."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from authors import FACTS, HOME, Author, Referee
from cast import SINCE, Cast
from lms.authoring import actions, policies, queries
from lms.authoring.checking import check
from lms.authoring.models import Manuscript, ManuscriptState, ManuscriptStep
from lms.catalog import queries as catalog
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from manuscripts import edit

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
WAY = f"{HOME}/refereeing"
SLUG = HOME.rpartition("/")[2]


def let(cast: Cast, name: str, role: Role, course_slug: str | None = None) -> None:
    with transaction():
        person = db.session.get_one(Person, cast.people[name].id)
        give_grant(person, role, cast.province, since=SINCE, course_slug=course_slug)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    wati = Referee(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="Selamat pagi.")
    return wati


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Author:
    let(cast, "hendra", Role.TRAINER)
    return Referee(app.test_client(), cast.hendra)


def held() -> Manuscript:
    found = queries.open_manuscript(SLUG)
    assert found
    return found


def at_home(author: Author) -> str:
    return str(author.get("/").text)


def kinds() -> list[str]:
    return [each.kind.value for each in db.session.scalars(select(ManuscriptStep)).all()]


def test_two_people_bring_a_course_out(wati: Author, hendra: Author, cast: Cast) -> None:
    assert "Serahkan untuk ditelaah" in wati.get(HOME).text
    shown = wati.get(f"{HOME}/publication").text
    assert "Ya, terbitkan" not in shown
    assert "disetujui orang yang tidak ikut menulisnya" in shown
    assert wati.post(f"{HOME}/publication", note="Sendiri").status_code == 422
    assert "Hendra Saputra" in wati.get(f"{WAY}/submission").text
    assert "Tidak ada yang menunggu" in hendra.get("/refereeing").text
    assert wati.submit(f"{WAY}/submission", note="Kursus pertama").headers["Location"] == WAY
    assert "Sedang ditelaah" in wati.get(HOME).text
    assert "Menunggu orang lain" in wati.get("/refereeing").text
    assert ("Sedang ditelaah" in at_home(wati), "Menunggu telaah Anda" in at_home(wati)) == (1, 0)
    assert ("Menunggu telaah Anda" in at_home(hendra), "Kursus pertama" in at_home(hendra)) == (
        1,
        1,
    )
    assert wati.get(f"{WAY}/decision").status_code == 403
    desk = hendra.get("/refereeing").text
    for told in ("Menunggu Anda", "Wati Kusuma", "Kursus pertama"):
        assert told in desk
    refused = hendra.submit(f"{WAY}/decision", verdict="return", note=" ")
    assert (refused.status_code, "Tulis apa yang perlu" in refused.text) == (422, True)
    hendra.submit(f"{WAY}/decision", verdict="return", note="Salamnya kurang hangat.")
    assert "Salamnya kurang hangat." in wati.get(WAY).text
    assert "Salamnya kurang hangat." in at_home(wati)
    assert "Naskah kursus" not in at_home(hendra)
    wati.submit(f"{HOME}/modules/salam", body="Selamat pagi, Ibu.")
    wati.submit(f"{WAY}/submission", note="Lebih hangat")
    hendra.submit(f"{WAY}/decision", verdict="approve", note="Bagus")
    assert "Ya, terbitkan" in wati.get(f"{HOME}/publication").text
    assert "Disetujui penelaah" in at_home(wati)
    approved = queries.files(held().id)
    assert wati.submit(f"{HOME}/publication", note="Kursus pertama").status_code == 302
    assert "Naskah kursus" not in at_home(wati)
    course = catalog.course(SLUG)
    kept = {each.name: each.source for each in catalog.files_of(course.revision_id or 0)}
    assert kept == {each.path: each.source for each in approved}, "byte for byte"
    seals = [each.seal for each in db.session.scalars(select(ManuscriptStep)).all()]
    assert kinds() == ["submitted", "returned", "submitted", "approved", "published"]
    assert (seals[3], seals[3] != seals[0]) == (seals[4], True)


def test_a_change_makes_what_was_decided_void(wati: Author, hendra: Author, cast: Cast) -> None:
    wati.submit(f"{WAY}/submission", note="Baru")
    form = hendra.get(f"{WAY}/decision").text
    assert "perlu ditelaah lagi" in form
    seen = check(SLUG, queries.files(held().id))
    lesson = f"{HOME}/modules/salam"
    assert "kembali ke penulisan" in wati.get(lesson).text
    wati.submit(lesson, body="Selamat siang.")
    assert held().state == ManuscriptState.WRITING
    with pytest.raises(Conflict), transaction():
        actions.approve(held(), seen, cast.hendra.id, "")
    wati.submit(f"{WAY}/submission", note="Siang")
    late = hendra.post(f"{WAY}/decision", verdict="approve", note="Baik", seal=seen.seal)
    assert late.status_code == 422
    assert "berubah sejak halaman ini dibuka" in late.text
    hendra.submit(f"{WAY}/decision", verdict="approve")
    assert held().state == ManuscriptState.APPROVED
    for change in ("place", "removal"):
        wati.submit(f"{WAY}/recall") if held().state != ManuscriptState.WRITING else None
        wati.submit(f"{WAY}/submission", note="Lagi")
        assert held().state == ManuscriptState.REFEREED
        wati.post(f"{lesson}/{change}", places="1")
    assert held().state == ManuscriptState.WRITING
    assert kinds()[-1] == "edited"
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text("DELETE FROM manuscript_step"))


def test_who_wrote_it_decides_nothing(wati: Author, hendra: Author, cast: Cast) -> None:
    hendra.submit(f"{HOME}/modules/salam", body="Selamat malam.")
    assert "Belum ada orang lain" in wati.get(f"{WAY}/submission").text
    wati.submit(f"{WAY}/submission", note="Baru")
    assert "orang lain yang memutuskan" in hendra.get(WAY).text
    assert hendra.get(f"{WAY}/decision").status_code == 403
    assert not policies.may_decide(cast.hendra.id, held())
    checked = check(SLUG, queries.files(held().id))
    for by in (cast.hendra.id, cast.wati.id):
        with pytest.raises(NotAllowed), transaction():
            actions.approve(held(), checked, by, "")
        with pytest.raises(NotAllowed), transaction():
            actions.send_back(held(), by, "Tidak")
        with pytest.raises(Invalid), transaction():
            actions.publish_manuscript(held(), checked, by, "")
    let(cast, "dedi", Role.TRAINER, SLUG)
    assert policies.may_decide(cast.dedi.id, held())
    assert queries.referees(cast.province, SLUG) == {*(cast.wati.id, cast.hendra.id, cast.dedi.id)}


@sqlite_only
def test_a_mistake_is_not_handed_in(wati: Author) -> None:
    wati.submit(f"{HOME}/modules/salam", body="![](media/hilang.png)")
    assert "kesalahan perlu diperbaiki" in wati.get(f"{WAY}/submission").text
    wati.post(f"{WAY}/submission", note="Baru")
    assert held().state == ManuscriptState.WRITING
    wati.submit(f"{HOME}/modules/salam", body="Pagi.")
    answer = wati.submit(f"{WAY}/submission", note="x" * 1001)
    assert (answer.status_code, held().state) == (422, ManuscriptState.WRITING)


@sqlite_only
def test_the_rule_is_lifted_by_programme_officers_alone(
    app: Flask, cast: Cast, wati: Author
) -> None:
    assert wati.get(f"{WAY}/rule").status_code == 403
    assert wati.post(f"{WAY}/rule", note="x", two_people="0").status_code == 403
    let(cast, "yusuf", Role.PROGRAMME_OFFICER)
    yusuf = Referee(app.test_client(), cast.yusuf)
    assert yusuf.submit(f"{WAY}/rule", note="").status_code == 422
    yusuf.submit(f"{WAY}/rule", note="Hanya ada seorang pengajar.")
    assert "boleh terbit tanpa persetujuan" in wati.get(WAY).text
    wati.submit(f"{WAY}/submission", note="Tetap minta dibaca")
    assert "Ya, terbitkan" not in wati.get(f"{HOME}/publication").text
    wati.submit(f"{WAY}/decision", verdict="approve")
    yusuf.submit(f"{WAY}/rule", note="Kini ada dua.")
    assert wati.post(f"{HOME}/publication", note="Sendiri").status_code == 422, "her own approval"
    assert held().state == ManuscriptState.APPROVED


@sqlite_only
def test_only_those_of_the_course_come_in(app: Flask, cast: Cast, wati: Author) -> None:
    rani = Referee(app.test_client(), cast.rani)
    assert rani.get("/refereeing").status_code == 403
    for path in ("", "/submission", "/recall", "/decision", "/rule"):
        assert rani.get(f"{WAY}{path}").status_code == 404, path
    wati.submit(f"{WAY}/submission", note="Baru")
    let(cast, "hendra", Role.TRAINER)
    hendra = Referee(app.test_client(), cast.hendra)
    assert hendra.get(f"{WAY}/recall").status_code == 403
    assert hendra.post(f"{WAY}/recall").status_code == 403
    wati.submit(f"{WAY}/recall")
    assert held().state == ManuscriptState.WRITING
    assert wati.post(f"{WAY}/recall").status_code == 409
    assert hendra.post(f"{WAY}/decision", verdict="return", note="Telat").status_code == 409
    edit(held(), "01-salam.md", "pagi", "sore", cast.wati.id)
