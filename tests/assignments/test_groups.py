"""Work that is written together: one text, one hand-in, one review, for everybody who wrote it."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from essays import BETTER, MODULE, TEXT, URL, Mentor, pair_up, submissions
from lms.assignments.rules import Grouping, shared_out
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.identity.models import Person
from lms.learning.actions import withdraw
from lms.learning.models import Enrolment
from lms.learning.queries import visit
from statements import statements
from together import GROUPS, OWN, Together, publish_together

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Together:
    publish_together(tmp_path / "content", cast.province)
    return Together(app.test_client(), cast.rani).enrol()


@pytest.fixture
def dedi(app: Flask, cast: Cast, rani: Together) -> Together:
    return Together(app.test_client(), cast.dedi, "telepon").enrol()


@pytest.fixture
def nurul(app: Flask, cast: Cast, rani: Together) -> Together:
    return Together(app.test_client(), cast.nurul, "tablet").enrol()


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Mentor:
    pair_up(cast.hendra, cast.rani)
    return Mentor(app.test_client(), cast.hendra)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Mentor:
    return Mentor(app.test_client(), cast.wati)


@pytest.fixture
def by_leaders(nurul: Together, cast: Cast, tmp_path: Path) -> None:
    """The assignment again, in groups of up to three that leaders make."""
    publish_together(tmp_path / "content", cast.province, "leaders", 3)


def test_learners_make_groups_within_their_bounds(
    rani: Together, dedi: Together, nurul: Together, app: Flask, cast: Cast
) -> None:
    page = rani.get(URL).text
    assert "2 sampai 2 orang" in page
    assert "data-draft" not in page  # nobody writes before having a group
    assert rani.keep("Sendirian").status_code == 409
    group = rani.found()
    assert rani.post(OWN, name="melati").status_code == 422  # the name is there
    assert rani.post(OWN, name="Mawar").status_code == 409  # one is in one group
    assert rani.send().status_code == 409  # alone is too few
    assert [dedi.join(group), dedi.join(group), nurul.join(group)] == [302, 302, 409]
    assert nurul.join(group + 99) == 404
    assert "Penuh" in nurul.get(URL).text
    with statements() as asked:
        assert "Dedi Pranata" in rani.get(URL).text
    asked.at_most(20)
    assert dedi.post(f"{OWN}/departure").status_code == 302
    assert (dedi.group, nurul.join(group)) == (None, 302)
    stranger = Together(app.test_client(), cast.lestari)
    assert stranger.post(OWN, name="Tamu").status_code == 404


def test_two_who_write_at_once_see_both_texts_and_every_version_stays(
    rani: Together, dedi: Together, nurul: Together
) -> None:
    group = rani.found()
    dedi.join(group)
    assert rani.put_draft("Dari Rani.", 0).status_code == 200
    late = dedi.put_draft("Dari Dedi.", 0)
    assert late.status_code == 409
    assert late.json
    assert late.json["text"] == "Dari Rani."
    assert dedi.keep("Dari Dedi.", 0).status_code == 409
    assert dedi.put_draft("Dari Rani dan Dedi.", 1).status_code == 200
    assert "Dari Rani dan Dedi." in rani.get(URL).text
    assert rani.put_draft("Lagi dari Rani.", 1).status_code == 409
    history = rani.get(f"{OWN}/texts").text
    assert "Dari Rani dan Dedi." in history
    assert "Rani Anggraini" in history
    assert "Dari Rani." in dedi.get(f"{OWN}/texts?version=1").text
    assert dedi.get(f"{OWN}/texts?version=7").status_code == 404
    assert nurul.get(f"{OWN}/texts").status_code == 404
    assert dedi.put_draft("Sedikit lagi.", 2).status_code == 200  # one sitting, one version
    for minutes in (11, 22):  # the second time sent again by a script, with a higher count
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            assert dedi.put_draft("Nanti.", 3).status_code == 200
    rani.device = dedi.device  # who share a computer are still two
    assert rani.put_draft("Di komputer yang sama.", 0).status_code == 409
    listed = rani.get(f"{OWN}/texts").text
    assert [f"version={n}" in listed for n in (1, 2, 3, 4)] == [True, False, True, True]


def test_a_group_hands_in_once_and_its_mark_holds_for_all(
    rani: Together, dedi: Together, hendra: Mentor, app: Flask, cast: Cast
) -> None:
    with transaction():
        db.session.get_one(Person, cast.dedi.id).email = "dedi@example.go.id"
    dedi.join(rani.found())
    sent = rani.hand_in()
    assert dedi.send(BETTER).status_code == 409
    assert dedi.post(f"{OWN}/departure").status_code == 409  # its work waits
    while work_once():
        pass
    letters = list((Path(app.config["SETTINGS"].home) / "mail").glob("*.eml"))
    assert [it.read_text().count("dedi@example.go.id") for it in letters] == [1]
    page = dedi.get(URL).text
    assert "Dikirim Rani Anggraini untuk kelompok Anda." in page
    assert "Dedi Pranata, Rani Anggraini" in dedi.get(f"/submissions/{sent}").text
    assert "Melati: Studi kasus" in hendra.get("/mentoring").text
    assert hendra.review(sent, "returned").status_code == 302
    assert "Runtut. Tambahkan satu angka." in dedi.get(URL).text
    again = dedi.hand_in(BETTER)  # any member
    assert [it.number for it in submissions()] == [1, 2]
    assert rani.get(f"/mentoring/submissions/{again}").headers["Location"].endswith(str(again))
    wati = Mentor(app.test_client(), cast.wati)  # Dedi has no mentor
    assert hendra.review(again).status_code == 403  # who handed it in is not his mentee, but
    assert hendra.get(f"/mentoring/submissions/{again}").status_code == 200  # another author is
    looked = select(AuditEntry.subject_id).where(AuditEntry.verb == "looked-at-submission")
    assert set(db.session.scalars(looked)) == {str(cast.rani.id), str(cast.dedi.id)}
    assert wati.review(again).status_code == 302
    for each in (rani, dedi):
        standing = visit(SLUG, each.someone.id).standings[MODULE]
        assert each.is_done
        assert standing.score == Decimal("87.50")
        assert "Tambahkan satu angka." in each.get("/mentoring").text
    assert dedi.send("Yang ketiga.").status_code == 409


def test_one_author_is_marked_apart_with_a_reason(
    rani: Together, dedi: Together, nurul: Together, hendra: Mentor
) -> None:
    dedi.join(rani.found())
    sent = rani.hand_in()
    address = f"/mentoring/submissions/{sent}/apart"
    given = {"enrolment": str(dedi.enrolment_id), "score": "60,5", "reason": "Hanya membaca ulang."}
    assert hendra.post(address, **given).status_code == 409  # not before it is accepted
    hendra.review(sent)
    for wrong in ({"score": "101"}, {"score": "banyak"}, {"reason": " "}):
        assert hendra.post(address, **given | wrong).status_code == 422
    assert hendra.post(address, **given | {"enrolment": "0"}).status_code == 404
    assert hendra.post(address, **given | {"enrolment": str(nurul.enrolment_id)}).status_code == 404
    assert rani.post(address, **given).status_code == 403
    assert nurul.post(address, **given).status_code == 404
    assert hendra.post(address, **given).status_code == 302
    assert "Hanya membaca ulang." in hendra.get(f"/mentoring/submissions/{sent}").text
    scores = [visit(SLUG, each.someone.id).standings[MODULE].score for each in (rani, dedi)]
    assert scores == [Decimal("87.50"), Decimal("60.50")]
    assert "Nilai Anda sendiri 60,5 dari 100" in dedi.get(URL).text
    assert "Hanya membaca ulang." not in rani.get(URL).text


def test_who_left_keeps_what_was_earned_and_reads_nothing_newer(
    rani: Together, dedi: Together, nurul: Together, hendra: Mentor, cast: Cast
) -> None:
    group = rani.found()
    dedi.join(group)
    sent = rani.hand_in()
    hendra.review(sent, "returned", text="Tinggal sedikit.")
    assert dedi.post(f"{OWN}/departure").status_code == 302
    assert nurul.join(group) == 302
    assert "Tinggal sedikit." in nurul.get(URL).text  # the group's, to who comes into it
    newer = nurul.hand_in(BETTER)
    assert dedi.get(f"/submissions/{sent}").status_code == 200
    assert dedi.get(f"/submissions/{newer}").status_code == 404
    assert "Tinggal sedikit." not in dedi.get(URL).text
    pair_up(cast.hendra, cast.nurul)
    with transaction():
        withdraw(db.session.get_one(Enrolment, nurul.enrolment_id))
    assert "Melati: Studi kasus" in hendra.get("/mentoring").text
    assert hendra.review(newer).status_code == 302  # though who handed it in has left the course
    assert rani.is_done
    assert not dedi.is_done
    assert not nurul.is_done
    dedi.found("Anggrek")
    assert "Tinggal sedikit." not in dedi.get(URL).text  # another group, another conversation


@ONE_ENGINE
def test_no_author_judges_their_own_group(rani: Together, app: Flask, cast: Cast) -> None:
    trainer = Together(app.test_client(), cast.wati, "meja").enrol()
    group = rani.found()
    trainer.join(group)
    sent = rani.hand_in()  # Rani has no mentor, so that a trainer stands in
    assert "Melati: Studi kasus" not in trainer.get("/mentoring").text
    judge = Mentor(app.test_client(), cast.wati)
    assert judge.review(sent).status_code == 403
    assert not rani.is_done


@ONE_ENGINE
def test_leaders_share_out_and_move_people(
    rani: Together, dedi: Together, nurul: Together, wati: Mentor, by_leaders: None
) -> None:
    assert rani.post(OWN, name="Melati").status_code == 403
    assert "Pengampu kursus yang membentuk kelompoknya" in rani.get(URL).text
    assert "Kelompok: Studi kasus" in wati.get(f"/teaching/{SLUG}").text
    assert "3 orang belum berkelompok" in wati.get(GROUPS).text
    assert wati.post(f"{GROUPS}/shared-out").status_code == 302
    group = rani.group
    assert group
    assert len(group.members) == 3
    assert wati.post(GROUPS, run=str(group.run_id), name="Kelompok 2").status_code == 302
    assert wati.post(GROUPS, run=str(group.run_id), name=" ").status_code == 422
    assert wati.post(GROUPS, run="99", name="Lain").status_code == 404
    other = group.id + 1
    for moved in (rani, dedi):
        answer = wati.post(f"{GROUPS}/members", enrolment=str(moved.enrolment_id), group=str(other))
        assert answer.status_code == 302
    assert dedi.group
    assert [it.name for it in dedi.group.members] == ["Dedi Pranata", "Rani Anggraini"]
    page = wati.get(GROUPS).text
    assert "Kurang anggota" in page  # Nurul is alone now
    wrong = {"enrolment": str(rani.enrolment_id), "group": "99"}
    assert wati.post(f"{GROUPS}/members", **wrong).status_code == 404
    rani.hand_in()
    gone = wati.post(f"{GROUPS}/members", enrolment=str(rani.enrolment_id), group="0")
    assert gone.status_code == 409
    for path in ("", "/shared-out", "/members"):
        assert rani.post(GROUPS + path).status_code == 403
    assert rani.get(GROUPS).status_code == 403
    assert wati.get(f"/courses/{SLUG}/bacaan/groups").status_code == 404


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_members_who_hand_in_at_once_make_one_submission(
    app: Flask, rani: Together, dedi: Together
) -> None:
    dedi.join(rani.found())
    rani.put_draft(TEXT, 0)
    ready, codes = Barrier(2), []

    def send(by: Together) -> None:
        with app.app_context():
            ready.wait(10)
            answer = by.post(f"{URL}/submissions", id=str(uuid4()), base="1", text=TEXT)
            codes.append(answer.status_code)

    threads = [Thread(target=send, args=[each]) for each in (rani, dedi)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(codes) == [302, 409]
    assert len(submissions()) == 1


@given(st.integers(0, 200), st.integers(2, 20), st.integers(2, 20))
def test_sharing_out_leaves_nobody_out_and_no_group_two_larger(
    people: int, one: int, other: int
) -> None:
    sizes = shared_out(people, Grouping(min(one, other), max(one, other), by_learners=False))
    assert sum(sizes) == people
    assert max(sizes, default=0) <= max(one, other)
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
