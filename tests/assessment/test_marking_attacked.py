"""Old forms, second clicks, ways around blind marking; what a correction may not touch unasked."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from assessment.test_markers import TWICE, trainer
from assessment.test_regrading import begin, digest_of, finish
from cast import Cast
from courses import SLUG, publish_course
from crowds import at_once
from judges import Marker, Publish, attempt_now, enrolled, sit
from lms.assessment import actions, policies
from lms.assessment.marking.effects import effects
from lms.assessment.models import Attempt, Essay, Extension, KeyCorrection, Rating
from lms.assessment.rules.extensions import Extra, ensure_sound
from lms.catalog.models import Course, QuestionUse
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from quizzes import Sitter

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DESK = f"/courses/{SLUG}/kuis/extensions"
OTHER = {"kind": "right", "right": [2]}


def count(table: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@SQLITE
def test_nobody_decides_between_two_whom_they_have_not_read(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    begun = sit(enrolled(app, cast, publish, TWICE))
    wati = Marker(app.test_client(), cast.wati)
    yusuf, siti = (trainer(app, cast, who) for who in ("yusuf", "siti"))
    address = wati.address(begun)
    assert 'name="stage" value="first"' in siti.get(address).text
    wati.mark(begun, 1, 1, comment="Belum menyebut data.")
    yusuf.mark(begun, 4, 4, comment="Sudah lengkap.")
    old = {"stage": "first", "key": "lama", "rubric-0": "2", "rubric-1": "3"}
    refused = siti.post(address, comment="Cukup runtut menurut saya.", **old)
    assert refused.status_code == 422
    for words in ("berbeda jauh", "Belum menyebut data.", "Cukup runtut", 'value="third"'):
        assert words in refused.text, words
    assert count(Rating) == 2
    assert siti.post(address, **(old | {"stage": "third"})).status_code == 302
    assert count(Rating) == 3


@SQLITE
def test_a_form_that_was_sent_is_told_so_when_it_says_something_else(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    begun = sit(enrolled(app, cast, publish, "release: together"))
    wati = Marker(app.test_client(), cast.wati)
    form = {"key": "satu", "stage": "first", "rubric-0": "2", "rubric-1": "3", "comment": "Baik."}
    for _ in range(2):
        assert wati.post(wati.address(begun), **form).status_code == 302
    changed = wati.post(wati.address(begun), **(form | {"rubric-0": "4"}))
    assert changed.status_code == 409
    assert "sudah tersimpan dengan isi lain" in changed.text
    assert count(Rating) == 1
    again = form | {"key": "dua", "rubric-0": "٤", "comment": "<b>x</b>\0" + "a" * 3000}
    assert wati.post(wati.address(begun), **again).status_code == 302  # any digits
    for wrong in ("5", "0", "2.5", "NaN", "9" * 5000, "-1"):
        sent = form | {"key": wrong[:9], "rubric-0": wrong}
        assert wati.post(wati.address(begun), **sent).status_code == 422, wrong[:9]
    long = wati.post(wati.address(begun), **(form | {"key": "tiga", "comment": "a" * 10**6}))
    assert long.status_code == 422
    assert count(Rating) == 2


@SQLITE
def test_a_blind_marker_finds_no_way_from_the_paper_to_the_person(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    begun = sit(enrolled(app, cast, publish, TWICE))
    wati, held = Marker(app.test_client(), cast.wati), attempt_now(begun)
    hour = clock.local(held.submitted_at).strftime("%H.%M")
    for page in ("/marking", wati.address(begun)):
        shown = wati.get(page)
        assert hour not in shown.text
        assert "Rani" not in f"{shown.text}{shown.headers}"
    timeline = wati.get(f"/attempts/{begun}/timeline")
    assert timeline.status_code == 403
    assert "tanpa nama" in timeline.text
    assert "Rani" not in timeline.text
    extension = f"{DESK}/{held.enrolment_id}"
    assert str(begun) not in wati.get(extension).text
    assert "tampil di sini setelah nilainya diumumkan" in wati.get(extension).text
    yusuf = trainer(app, cast, "yusuf")
    for each in (wati, yusuf):
        each.mark(begun, 3, 3)
    assert wati.post(f"/marking/quizzes/{SLUG}/kuis").status_code == 302
    assert wati.get(f"/attempts/{begun}/timeline").status_code == 200
    assert str(begun) in wati.get(extension).text


@SQLITE
def test_nobody_extends_for_themselves_and_twice_is_once(
    app: Flask, cast: Cast, publish: Publish
) -> None:
    publish()
    wati, rani = (Sitter(app.test_client(), each) for each in (cast.wati, cast.rani))
    rows = []
    for each in (wati, rani):
        each.enrol()
        rows.append(attempt_now(each.start()).enrolment_id)
    given = {"minutes": "10", "reason": "Listrik padam", "confirmed": "1"}
    for page in ("", "/withdrawal"):
        assert wati.browser.get(f"{DESK}/{rows[0]}{page}").status_code in {403, 409}
        assert wati.post(f"{DESK}/{rows[0]}{page}", **given).status_code == 403
    for _ in range(2):
        assert wati.post(f"{DESK}/{rows[1]}", **given).status_code == 302
    assert count(Extension) == 1
    for wrong in ({"minutes": "-5"}, {"attempts": "9" * 5000}, {"minutes": "NaN"}):
        assert wati.post(f"{DESK}/{rows[1]}", **(given | wrong)).status_code == 422
    long_ago = datetime.min.replace(tzinfo=clock.Clock.zone)
    with pytest.raises(Invalid):
        ensure_sound(Extra(closes_at=long_ago), "Listrik padam")
    assert count(Extension) == 1


def test_two_clicks_at_once_correct_a_key_once(app: Flask, rani: Sitter, cast: Cast) -> None:
    begun = begin(app, cast, "rani", "uji-002")
    finish(begun)
    digest = digest_of(begun)

    def correct(_: int) -> int:
        with transaction():
            wanted = actions.Wanted(OTHER, "Kuncinya keliru.", "satu")
            return actions.correct(digest, cast.wati.id, cast.province, wanted).id

    assert len(set(at_once(app, correct, 3))) == 1
    assert count(KeyCorrection) == 1


@SQLITE
@pytest.mark.usefixtures("rani")
def test_what_a_correction_would_do_is_told_by_the_panels_mark(app: Flask, cast: Cast) -> None:
    begun = begin(app, cast, "rani", "uji-002")  # 2 of 6, and 3 of 6 after it
    with transaction():
        fixed = {"pass_mark": Decimal(45)}
        db.session.execute(update(Attempt).where(Attempt.id == begun).values(fixed))
    finish(begun)
    foreseen = effects(digest_of(begun), OTHER)
    assert [each.attempt_id for each in foreseen.passing] == [begun]
    with transaction():
        wanted = actions.Wanted(OTHER, "Kuncinya keliru.", "satu")
        made = actions.correct(digest_of(begun), cast.wati.id, cast.province, wanted).id
    actions.regrade(made)
    assert attempt_now(begun).passed


@SQLITE
def test_a_key_is_not_corrected_past_who_asks_it_next_or_marks_it(
    app: Flask, cast: Cast, publish: Publish, tmp_path: Path
) -> None:
    begun = sit(enrolled(app, cast, publish))
    digest, essay = digest_of(begun), digest_of(begun, "uji-esai")
    assert policies.may_regrade(digest, cast.wati.id)
    publish_course(tmp_path / "kota", cast.city, "kursus-kota")
    with transaction():  # as publishing writes it for a quiz that draws from the same topic
        city = db.session.scalars(select(Course).where(Course.slug == "kursus-kota")).one()
        use = {"course_id": city.id, "module_slug": "kuis", "key": "loket#uji-001"}
        db.session.add(QuestionUse(**use, digest=digest))
    assert not policies.may_regrade(digest, cast.wati.id)
    assert policies.may_regrade(essay, cast.wati.id)
    with transaction():  # an essay on it waits there
        db.session.execute(update(Essay).values(course_id=city.id))
    assert not policies.may_regrade(essay, cast.wati.id)
