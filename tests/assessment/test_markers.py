"""Two markers who do not see each other, a third who settles, and marks that come out together."""

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cast import SINCE, Cast
from courses import SLUG
from crowds import at_once
from judges import Marker, Publish, attempt_now, enrolled, essay_place, sit
from lms.assessment import actions
from lms.assessment.models import Attempt, Rating
from lms.catalog.queries import course
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.identity import actions as identity
from lms.identity.models import Person, Role
from quizzes import Sitter
from statements import statements

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
TWICE = "blind: true, second: true, differs: 1, release: together"
RELEASE = f"/marking/quizzes/{SLUG}/kuis"


def trainer(app: Flask, cast: Cast, who: str) -> Marker:
    with transaction():
        person = db.session.get_one(Person, cast.people[who].id)
        identity.give_grant(person, Role.TRAINER, cast.province, since=SINCE)
    return Marker(app.test_client(), cast.people[who])


def test_blind_by_two_settled_by_a_third_and_let_out_together(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    rani = enrolled(app, cast, publish, TWICE)
    begun = sit(rani)
    wati = Marker(app.test_client(), cast.wati)
    yusuf, siti, amin = (trainer(app, cast, who) for who in ("yusuf", "siti", "amin"))
    address = wati.address(begun)

    wati.mark(begun, 1, 1, comment="Belum menyebut data.")
    assert "Tidak ada yang menunggu Anda" in wati.get("/marking").text
    for page in (yusuf.get("/marking"), yusuf.get(address)):
        assert "Rani" not in page.text
        assert "Belum menyebut data." not in page.text
    assert "Penilai kedua" in yusuf.get("/marking").text
    yusuf.mark(begun, 3, 4, comment="Sudah lengkap.")
    assert attempt_now(begun).score is None
    between = siti.get(address).text
    assert "Belum menyebut data." in between
    assert "Sudah lengkap." in between
    assert "Rani" not in between
    table = " ".join(between.partition("<tbody>")[2].partition("</tbody>")[0].split())
    assert "<td>1 Belum tampak</td><td>3 Tampak</td>" in table
    assert "Sudah lengkap." not in wati.get(address).text
    assert "0 orang" in wati.get(RELEASE).text

    siti.mark(begun, 3, 3, comment="Saya setuju dengan penilai kedua.")
    assert attempt_now(begun).score is None
    once = {"key": "lagi", "rubric-0": "4", "rubric-1": "4"}
    assert amin.get(address).status_code == 200
    assert amin.post(address, **once).status_code == 409
    siti.mark(begun, 4, 4)  # a correction is a new row, and the last counts
    assert db.session.scalar(select(func.count()).select_from(Rating)) == 4
    assert "1 orang" in wati.get(RELEASE).text
    hendra = Marker(app.test_client(), cast.hendra)
    assert hendra.get(RELEASE).status_code == hendra.post(RELEASE).status_code == 403
    assert wati.post(RELEASE).status_code == 302
    assert wati.get(RELEASE).status_code == 404
    assert wati.post(RELEASE).status_code == 302
    assert attempt_now(begun).score == Decimal(100)
    shown = rani.browser.get(f"/attempts/{begun}/result").text
    assert "Belum menyebut data." not in shown  # only what counted
    assert "Rani Anggraini" in wati.get(address).text


@SQLITE
def test_two_who_agree_count_by_their_mean(app: Flask, cast: Cast, publish: Publish) -> None:
    rani = enrolled(app, cast, publish, "second: true")
    begun = sit(rani)
    wati, yusuf = Marker(app.test_client(), cast.wati), trainer(app, cast, "yusuf")
    wati.mark(begun, 3, 4, comment="Runtut.")
    yusuf.mark(begun, 2, 4, comment="Kurang data.")
    assert attempt_now(begun).points == Decimal("9.75")  # 6 + 0.75 × 5
    shown = rani.browser.get(f"/attempts/{begun}/result").text
    assert "Runtut." in shown
    assert "Kurang data." in shown


def test_markers_and_leads_at_once_count_once(app: Flask, cast: Cast, publish: Publish) -> None:
    begun = sit(enrolled(app, cast, publish, "release: together"))
    trainer(app, cast, "yusuf")
    place, heard = essay_place(begun), list[object]()
    markers = (cast.wati.id, cast.yusuf.id)

    def mark(number: int) -> bool:
        judged = actions.Judged((4, 4), "", f"k{number}")
        try:
            with transaction():
                actions.rate(begun, place, markers[number % 2], judged)
        except Conflict:
            return False
        return True

    assert sorted(at_once(app, mark, 2)) == [False, True]

    def let_out(_: int) -> int:
        with transaction():
            return actions.release_complete(course(SLUG).id, "kuis", cast.wati.id)

    def hear(marked: Attempt) -> None:
        heard.append(marked.id)

    with actions.attempt_marked.connected_to(hear):
        assert sorted(at_once(app, let_out, 3)) == [0, 0, 1]
    assert heard == [begun]


@SQLITE
def test_the_queue_asks_no_more_as_it_grows_and_can_be_narrowed(
    app: Flask, cast: Cast, publish: Publish, tmp_path: Path
) -> None:
    rani, wati = enrolled(app, cast, publish), Marker(app.test_client(), cast.wati)
    first = sit(rani)

    def cost() -> int:
        wati.get("/marking")
        with statements() as asked:
            assert wati.get("/marking").status_code == 200
        return len(asked)

    before = cost()
    assert before <= 7
    for who in ("dedi", "nurul", "hendra"):
        sitter = Sitter(app.test_client(), cast.people[who])
        sitter.enrol()
        sit(sitter)
    assert cost() == before
    page = wati.get("/marking?course=melayani-lewat-layar&quiz=kuis").text
    assert page.index("Rani") < page.index("Dedi") < page.index("Hendra")
    assert "4 jawaban" in page
    for other in ("course=lain", "question=lain", "page=9", "page=x&marked=1"):
        assert "Rani" not in wati.get(f"/marking?{other}").text or other.startswith("page=x")
    onward = wati.mark(first, 2, 2)
    assert onward.location.startswith("/marking/")
    assert str(first) not in onward.location
    assert "Rani" not in wati.get("/marking?marked=1").text  # it is out already
