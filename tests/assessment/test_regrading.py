"""A key was wrong: attempts are marked anew, the person is told, and no pass is taken away."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from cancelled import work_and_cancel
from cast import SINCE, Cast
from courses import SLUG
from crowds import at_once, hand_in
from judges import Marker
from lms.assessment import actions
from lms.assessment.actions.regrading import regrade_attempt
from lms.assessment.marking.effects import effects
from lms.assessment.marking.worth import kept_pass
from lms.assessment.models import KeyCorrection, Regrading
from lms.assessment.queries import regrades
from lms.competency.models import Evidence
from lms.foundation import jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from lms.identity import actions as identity
from lms.identity.models import Person, Role
from lms.learning.queries import led_by, visit
from quizzes import Sitter, as_shown, attempt, drawn_of, identifier, place_of

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PERCENT = st.decimals(0, 100, places=2)
OTHER = {"kind": "right", "right": [2]}  # it was "Atasan" all along


def digest_of(attempt_id: UUID, name: str = "uji-001") -> str:
    found: str = next(it["digest"] for it in drawn_of(attempt_id) if identifier(it) == name)
    return found


def begin(app: Flask, cast: Cast, who: str, *right: str, first: str = "Atasan") -> UUID:
    """An attempt of somebody's with these answered right and the first as said."""
    sitter = Sitter(app.test_client(), cast.people[who])
    sitter.enrol()
    begun = sitter.start()
    sitter.answer_right(begun, *right)
    place = place_of(begun, "uji-001")
    sitter.put(begun, place, as_shown(drawn_of(begun)[place - 1], [first]))
    return begun


def finish(*begun: UUID) -> None:
    for each in begun:
        hand_in(each)


def correct(cast: Cast, digest: str, change: dict[str, Any], key: str = "satu") -> int:
    with transaction():
        wanted = actions.Wanted(change, "Kuncinya keliru.", key)
        made = actions.correct(digest, cast.wati.id, cast.province, wanted).id
    actions.regrade(made)
    return made


def count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("rani")
def test_whoever_was_wronged_passes_and_whoever_passed_stays_so(app: Flask, cast: Cast) -> None:
    most = ("uji-002", "uji-003", "uji-004")
    rani = begin(app, cast, "rani", *most)
    dedi = begin(app, cast, "dedi", *most, first="Warga")
    late = begin(app, cast, "nurul", *most, "uji-005")
    finish(rani, dedi)
    assert [attempt(each).score for each in (rani, dedi)] == [Decimal("66.67"), Decimal("83.33")]

    wati = Marker(app.test_client(), cast.wati)
    address = f"/marking/regrade/{digest_of(rani)}"
    assert "Siapa yang dilayani?" in wati.get("/marking/questions").text
    key = {"key": "satu", "kind": "key", "right": "2", "reason": "Kuncinya tertukar."}
    shown = wati.post(address, step="preview", **key).text
    assert "Menjadi lulus: Rani Anggraini." in shown
    assert count(KeyCorrection) == 0
    seen = shown.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    assert (
        wati.post(address, step="confirm", seen=seen, **(key | {"reason": " "})).status_code == 422
    )
    assert wati.post(address, step="confirm", seen="lain", **key).status_code == 200
    assert count(KeyCorrection) == 0
    foreseen = {it.attempt_id: it.after for it in effects(digest_of(rani), OTHER).changed}
    for _ in range(2):
        assert wati.post(address, step="confirm", seen=seen, **key).status_code == 302
    made = db.session.scalars(select(KeyCorrection)).one()
    finish(late)
    for _ in range(2):
        actions.regrade(made.id)

    assert attempt(late).score == Decimal(100)
    assert {each: attempt(each).score for each in (rani, dedi)} == foreseen
    assert foreseen == {rani: Decimal("83.33"), dedi: Decimal(70)}
    assert attempt(rani).passed
    assert attempt(dedi).passed
    assert all(visit(SLUG, cast.people[it].id).is_done("kuis") for it in ("rani", "dedi"))
    assert count(Regrading) == 3
    assert sorted(db.session.scalars(select(Evidence.level))) == [1, 1, 1]
    learner = Marker(app.test_client(), cast.rani)
    for page in ("/", f"/attempts/{rani}/result"):
        assert "Nilai Anda diperbaiki: dari 66,67 menjadi 83,33" in learner.get(page).text
    assert "Nilai Anda diperbaiki" not in Marker(app.test_client(), cast.nurul).get("/").text


@SQLITE
@pytest.mark.usefixtures("rani")
def test_what_an_author_said_of_an_option_goes_with_the_key_it_was_said_for(
    app: Flask, cast: Cast
) -> None:
    """Beside what is right now it would say that it is wrong."""
    begun = begin(app, cast, "rani", "uji-002")
    finish(begun)
    learner, result = Marker(app.test_client(), cast.rani), f"/attempts/{begun}/result"
    assert "Bukan itu." in learner.get(result).text
    correct(cast, digest_of(begun), OTHER)
    told = learner.get(result).text
    assert "Bukan itu." not in told
    assert "Tidak." in told, "another question's, whose key holds"


@SQLITE
@pytest.mark.usefixtures("rani")
def test_a_correction_says_that_marking_anew_goes_on_until_it_has_ended(
    app: Flask, cast: Cast
) -> None:
    begun = begin(app, cast, "rani", "uji-002")
    finish(begun)
    with transaction():
        wanted = actions.Wanted(OTHER, "Kuncinya keliru.", "satu")
        actions.correct(digest_of(begun), cast.wati.id, cast.province, wanted)
    wati, address = Marker(app.test_client(), cast.wati), f"/marking/regrade/{digest_of(begun)}"
    assert "Sedang dinilai ulang" in wati.get(address).text
    while work_once():
        pass
    told = wati.get(address).text
    assert "Sedang dinilai ulang" not in told
    assert "1 jawaban dinilai ulang" in told


@SQLITE
@pytest.mark.usefixtures("rani")
def test_questions_are_listed_by_pages_and_told_what_a_correction_did(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin(app, cast, "rani", "uji-002", "uji-003")
    finish(begun)
    monkeypatch.setattr(regrades, "MOST", 2)
    listed = [regrades.answered(led_by(cast.wati.id), number) for number in (1, 2, 3, 4)]
    assert [(len(found), size) for found, size in listed] == [(2, 5), (2, 5), (1, 5), (0, 5)]
    assert len({each.digest for found, _ in listed for each in found}) == 5
    wati = Marker(app.test_client(), cast.wati)
    for number in ("2", "0", "dua", "9" * 30):
        assert wati.get(f"/marking/questions?page={number}").status_code == 200
    correct(cast, digest_of(begun), {"kind": "everybody"})
    correct(cast, digest_of(begun, "uji-002"), {"kind": "everybody"}, "dua")  # was right anyhow
    for name, said in (("uji-001", "1 nilai berubah"), ("uji-002", "0 nilai berubah")):
        assert said in wati.get(f"/marking/regrade/{digest_of(begun, name)}").text


@SQLITE
@pytest.mark.usefixtures("rani")
def test_full_points_or_none_and_other_answers(app: Flask, cast: Cast) -> None:
    begun = begin(app, cast, "rani", "uji-002", "uji-003")
    finish(begun)
    assert attempt(begun).score == Decimal("50.00")
    first = correct(cast, digest_of(begun), {"kind": "nobody"})
    assert (attempt(begun).points, attempt(begun).score) == (Decimal(3), Decimal("60.00"))
    correct(cast, digest_of(begun), {"kind": "everybody"}, "dua")
    assert attempt(begun).score == Decimal("66.67")
    with transaction():  # a job that comes late, or twice, has nothing to do
        regrade_attempt(begun, first)
    assert (count(Regrading), attempt(begun).score) == (2, Decimal("66.67"))
    assert "4 dari 6" in _text(app, cast, begun)
    wati = Marker(app.test_client(), cast.wati)
    number = f"/marking/regrade/{digest_of(begun, 'uji-005')}"
    assert "18" in wati.get(number).text
    sent = {"key": "tiga", "kind": "key", "reason": "Salah.", "step": "preview"}
    for wrong in ("", "dua belas", "12 ± 1 ± 2"):
        assert wati.post(number, accepted=wrong, **sent).status_code == 422
    assert "Bila diperbaiki" in wati.post(number, accepted="18 ± 2\r\n20", **sent).text
    option = f"/marking/regrade/{digest_of(begun)}"
    assert wati.post(option, **sent).status_code == 422
    assert wati.post(option, **(sent | {"kind": "lain"})).status_code == 422


def _text(app: Flask, cast: Cast, attempt_id: UUID) -> str:
    page: str = Marker(app.test_client(), cast.rani).get(f"/attempts/{attempt_id}/result").text
    return page


@SQLITE
@pytest.mark.usefixtures("rani")
def test_only_who_leads_every_course_that_asked_it_may_correct(app: Flask, cast: Cast) -> None:
    begun = begin(app, cast, "rani")
    finish(begun)
    with transaction():
        city = db.session.get_one(Person, cast.lestari.id)
        identity.give_grant(city, Role.TRAINER, cast.city, since=SINCE)
    address = f"/marking/regrade/{digest_of(begun)}"
    for who, desk in (("hendra", 403), ("rani", 403), ("lestari", 200)):
        reader = Marker(app.test_client(), cast.people[who])
        assert reader.get("/marking/questions").status_code == desk
        assert "Siapa yang dilayani" not in reader.get("/marking/questions").text
        assert reader.get(address).status_code == 404
        assert reader.post(address, step="preview").status_code == 404
    assert Marker(app.test_client(), cast.wati).get("/marking/regrade/tiada").status_code == 404


@pytest.mark.usefixtures("rani")
def test_whoever_hands_in_meanwhile_is_marked_by_the_new_key(app: Flask, cast: Cast) -> None:
    people = ("rani", "dedi", "nurul", "hendra")
    begun = [begin(app, cast, who, "uji-002") for who in people]
    digest, made = digest_of(begun[0]), list[int]()

    def act(number: int) -> None:
        if number == 2:
            made.append(correct(cast, digest, OTHER))
        else:
            hand_in(begun[number - (number > 2)])

    at_once(app, act, 5)
    actions.regrade(made[0])
    assert {attempt(each).points for each in begun} == {Decimal(3)}


@given(st.booleans() | st.none(), PERCENT, PERCENT)
def test_a_pass_is_never_taken_away(passed: bool | None, score: Decimal, mark: Decimal) -> None:
    now, passes = kept_pass(passed, score, mark)
    assert passes or not passed
    assert passes is (now >= mark)
    assert now >= score
    assert passed or now == score


@SQLITE
@pytest.mark.usefixtures("rani")
def test_a_regrade_that_is_cancelled_stops_between_two_attempts_and_goes_on_later(
    app: Flask, cast: Cast
) -> None:
    begun = [begin(app, cast, who, "uji-002") for who in ("rani", "dedi", "nurul")]
    finish(*begun)
    before = [attempt(each).score for each in begun]
    with transaction():
        wanted = actions.Wanted(OTHER, "Kuncinya keliru.", "satu")
        actions.correct(digest_of(begun[0]), cast.wati.id, cast.province, wanted)
    assert work_and_cancel(at=1) == (JobState.CANCELLED, [(0, 3), (1, 3)])
    assert count(Regrading) == 1
    now = [attempt(each).score for each in begun]
    assert sum(one != other for one, other in zip(before, now, strict=True)) == 1
    wati = Marker(app.test_client(), cast.wati)
    assert "Terhenti" in wati.get(f"/marking/regrade/{digest_of(begun[0])}").text
    stopped = db.session.scalars(select(Job.id).where(Job.kind == "assessment.regrade")).one()
    with transaction():
        jobs.try_again(stopped, by=cast.amin.id, agency_id=cast.province)
    assert work_once()
    later = [attempt(each).score for each in begun]
    assert all(one != other for one, other in zip(before, later, strict=True))
    assert count(Regrading) == 3
