"""Judging a submission: by whom, by what, once and for ever."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cast import Cast
from courses import SLUG
from essays import BETTER, MODULE, PDF, TEXT, URL, Mentor, Reader, Writer, pair_up, upload
from lms.assignments.models import Review, Verdict
from lms.assignments.policies import may_review, may_see_submission
from lms.assignments.queries import submission
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from lms.learning.models import Progress
from lms.learning.queries import visit
from lms.mentoring.models import Message


def reviews() -> list[Review]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Review)))


def test_the_page_shows_the_text_the_files_the_rubric_and_the_others_who_wait(
    rani: Writer, hendra: Mentor
) -> None:
    submission_id = rani.hand_in(files=upload("peta.pdf", PDF))
    page = hendra.get(f"/mentoring/submissions/{submission_id}").text
    for shown in ("Rani Anggraini", TEXT, "peta.pdf", "Per kelompok", "Binaan saya", "Terima"):
        assert shown in page


def test_an_accepted_submission_makes_the_module_done_in_one_transaction(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    answer = hendra.review(rani.hand_in(), "accepted", (4, 4))
    assert answer.location == "/mentoring"
    (given,) = reviews()
    assert (given.verdict, given.ratings, given.reviewer_id) == (
        Verdict.ACCEPTED,
        [4, 4],
        cast.hendra.id,
    )
    standing = visit(SLUG, cast.rani.id).standings[MODULE]
    assert standing.done_at is not None
    assert standing.score == 100


def test_a_returned_submission_leaves_the_module_open(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    hendra.review(rani.hand_in(), "returned", (1, 2))
    standing = visit(SLUG, cast.rani.id).standings[MODULE]
    assert (standing.done_at, standing.score) == (None, None)
    assert standing.detail["state"] == "returned"


def test_a_second_review_is_refused_with_the_words_given_back(rani: Writer, hendra: Mentor) -> None:
    submission_id = rani.hand_in()
    hendra.review(submission_id, "returned")
    again = hendra.review(submission_id, "accepted", text="Setelah saya baca lagi, ini cukup.")
    assert again.status_code == 409
    assert "penilaian tidak dapat diubah" in again.text
    assert "Setelah saya baca lagi, ini cukup." in again.text
    assert [each.verdict for each in reviews()] == [Verdict.RETURNED]


@pytest.mark.parametrize(
    ("ratings", "words", "reasons"),
    [
        ((3, None), "Sudah baik.", ["Satu perilaku belum dinilai", "Pilih satu tingkat"]),
        ((None, None), "Sudah baik.", ["2 perilaku belum dinilai"]),
        ((3, 9), "Sudah baik.", ["Satu perilaku belum dinilai"]),
        ((3, 4), "  ", ["Tulis pesannya dulu."]),
        ((3, None), "", ["Satu perilaku belum dinilai", "Tulis pesannya dulu."]),
        ((3, 4), "x" * 10_001, ["terlalu panjang"]),
    ],
)
def test_an_unfinished_review_is_refused_with_all_that_was_given_kept(
    rani: Writer, hendra: Mentor, ratings: tuple[int | None, ...], words: str, reasons: list[str]
) -> None:
    answer = hendra.review(rani.hand_in(), "accepted", ratings, words)
    assert answer.status_code == 422
    for reason in reasons:
        assert reason in answer.text
    assert words.strip() in answer.text
    chosen = answer.text.count(" checked")
    assert chosen == sum(rating in (1, 2, 3, 4) for rating in ratings)
    assert not reviews()


def test_a_verdict_that_is_none_of_the_two_is_refused(rani: Writer, hendra: Mentor) -> None:
    assert hendra.review(rani.hand_in(), "lulus").status_code == 403


def test_nobody_reviews_their_own_work(app: Flask, rani: Writer, hendra: Mentor) -> None:
    submission_id = rani.hand_in()
    own = Mentor(app.test_client(), rani.someone)
    answer = own.review(submission_id)
    assert answer.status_code == 403
    assert "milik Anda sendiri" in answer.text
    assert own.get(f"/mentoring/submissions/{submission_id}").status_code == 302
    assert not reviews()


def test_a_trainer_does_not_review_what_they_wrote_themselves(
    app: Flask, wati: Mentor, cast: Cast, course: str
) -> None:
    writer = Writer(app.test_client(), cast.wati).enrol()
    submission_id = writer.hand_in()
    assert wati.review(submission_id).status_code == 403


@pytest.mark.parametrize("who", ["dedi", "nurul", "yusuf", "siti", "amin", "lestari"])
def test_a_submission_is_unknown_to_others(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast, who: str
) -> None:
    submission_id = rani.hand_in()
    stranger = Mentor(app.test_client(), cast.people[who])
    assert stranger.get(f"/mentoring/submissions/{submission_id}").status_code == 404
    assert stranger.get(f"/mentoring/submissions/{submission_id}/comparison").status_code == 404
    assert stranger.review(submission_id).status_code == 404
    assert not reviews()


def test_another_persons_mentor_is_a_stranger(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    pair_up(cast.nurul, cast.dedi)
    nurul = Mentor(app.test_client(), cast.nurul)
    assert nurul.review(rani.hand_in()).status_code == 404


def test_a_trainer_stands_in_only_where_there_is_no_mentor(
    rani: Writer, wati: Mentor, cast: Cast
) -> None:
    submission_id = rani.hand_in()
    assert wati.get(f"/mentoring/submissions/{submission_id}").status_code == 200
    pair_up(cast.hendra, cast.rani)
    assert wati.get(f"/mentoring/submissions/{submission_id}").status_code == 404
    assert wati.review(submission_id).status_code == 404


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({"course_slug": SLUG}, True),
        ({"course_slug": "kursus-lain"}, False),
        ({"agency": "city"}, False),
        ({"agency": "city", "course_slug": SLUG}, True),
        ({"unit": "pendidikan"}, False),
        ({"role": Role.REVIEWER}, False),
        ({"until": True}, False),
    ],
)
def test_a_trainers_grant_counts_for_its_course_or_agency_and_period(
    rani: Writer, cast: Cast, given: dict[str, object], may: bool
) -> None:
    sent = submission(rani.hand_in())
    agency_id = cast.city if given.get("agency") else cast.province
    with transaction():
        give_grant(
            person(cast.nurul.id),
            Role(given.get("role", Role.TRAINER)),  # type: ignore[arg-type]
            agency_id,
            since=date(2020, 1, 1),
            until=date(2021, 1, 1) if given.get("until") else None,
            unit_id=cast.units["pendidikan"] if given.get("unit") else None,
            course_slug=given.get("course_slug"),  # type: ignore[arg-type]
        )
    assert may_review(sent, cast.nurul.id) is may
    assert may_see_submission(sent, cast.nurul.id) is may


def test_what_changed_since_the_last_submission_is_shown_word_by_word(
    rani: Writer, hendra: Mentor
) -> None:
    first = rani.hand_in()
    hendra.review(first, "returned")
    second = rani.hand_in(BETTER)
    page = hendra.get(f"/mentoring/submissions/{second}").text
    assert "Bandingkan dengan kiriman ke-1" in page
    changes = hendra.get(f"/mentoring/submissions/{second}/comparison").text
    assert "<del>" in changes
    assert "<ins>" in changes
    assert "[ditambahkan:" in changes
    assert hendra.get(f"/mentoring/submissions/{first}/comparison").status_code == 404
    assert rani.get(f"/mentoring/submissions/{second}/comparison").status_code == 200


def test_an_older_submission_says_that_there_is_a_newer(rani: Writer, hendra: Mentor) -> None:
    first = rani.hand_in()
    hendra.review(first, "returned")
    rani.hand_in(BETTER)
    page = hendra.get(f"/mentoring/submissions/{first}").text
    assert "Ada kiriman yang lebih baru" in page
    assert "Nilai 87,5 dari 100" in page


def test_a_late_review_does_not_bring_back_who_has_left(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    submission_id = rani.hand_in()
    rani.post(f"/courses/{SLUG}/withdrawal")
    assert "Tidak ada kiriman yang menunggu" in hendra.get("/mentoring").text
    assert hendra.review(submission_id).status_code == 302
    assert not visit(SLUG, cast.rani.id).enrolled
    assert db.session.scalars(select(Progress.done_at)).all() == [None]


@pytest.mark.parametrize("table", ["review", "message"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_was_judged_and_said_stays_for_ever(
    rani: Writer, hendra: Mentor, table: str, change: str
) -> None:
    hendra.review(rani.hand_in())
    column = {"review": "ratings", "message": "text"}[table]
    with pytest.raises(DBAPIError, match="never rewritten"), transaction():
        db.session.execute(text(change.format(table, column)))
    assert len(reviews()) == 1
    assert db.session.scalars(db.select(Message)).one().text


def test_the_learner_reads_the_feedback_at_the_assignment_and_in_mentoring(
    rani: Writer, hendra: Mentor
) -> None:
    hendra.review(rani.hand_in(), "returned")
    home: Reader = rani
    assert "1 baru" in home.get("/mentoring").text
    page = home.get(URL).text
    assert "Runtut. Tambahkan satu angka." in page
    assert "Kiriman ke-1 dikembalikan" in page
    assert "1 baru" not in home.get("/mentoring").text
