"""What a mentor and a mentee say to each other: kept as it was said, new until it is read."""

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from essays import MODULE, URL, Mentor, Writer
from lms.assignments.queries import submission
from lms.foundation.database import db
from lms.mentoring import queries
from lms.mentoring.actions import note_read
from lms.mentoring.models import Message, MessageKind, Thread
from lms.mentoring.policies import may_speak


def the_thread() -> int:
    db.session.rollback()
    return db.session.scalars(select(Thread.id)).one()


def messages() -> list[tuple[str, str]]:
    db.session.rollback()
    return [tuple(row) for row in db.session.execute(select(Message.kind, Message.text))]


def address(thread_id: int) -> str:
    return f"/mentoring/threads/{thread_id}/messages"


def test_the_first_submission_opens_the_conversation(rani: Writer, hendra: Mentor) -> None:
    assert db.session.scalar(select(Thread.id)) is None
    rani.hand_in()
    thread = db.session.get_one(Thread, the_thread())
    assert (thread.subject_kind, thread.person_id) == ("assignment", rani.someone.id)
    assert thread.subject_id.endswith(f":{MODULE}")


def test_the_mentee_asks_and_the_mentor_answers_without_a_verdict(
    rani: Writer, hendra: Mentor
) -> None:
    submission_id = rani.hand_in()
    asked = rani.post(address(the_thread()), text="Perlu persetujuan Kepala Dinas?", next=URL)
    assert asked.location.startswith(f"{URL}#pesan-")
    page = hendra.get(f"/mentoring/submissions/{submission_id}").text
    assert "Perlu persetujuan Kepala Dinas?" in page
    assert "Kirim pesan tanpa menilai" in page
    hendra.post(address(the_thread()), text="Cukup Kepala Bidang.")
    assert messages() == [
        (MessageKind.ANSWER, "Perlu persetujuan Kepala Dinas?"),
        (MessageKind.FEEDBACK, "Cukup Kepala Bidang."),
    ]
    assert submission(submission_id).verdict is None


def test_one_thread_goes_through_all_submissions(rani: Writer, hendra: Mentor) -> None:
    hendra.review(rani.hand_in(), "returned", text="Tambahkan satu angka.")
    hendra.review(rani.hand_in("Warga menunggu 140 menit setiap Senin."), text="Sudah jelas.")
    page = rani.get(f"/mentoring/threads/{the_thread()}").text
    for said in ("Tambahkan satu angka.", "Sudah jelas.", "Kiriman ke-2 diterima"):
        assert said in page


def test_the_same_words_sent_twice_are_one_message(rani: Writer, hendra: Mentor) -> None:
    rani.hand_in()
    for _ in range(2):
        assert rani.post(address(the_thread()), text="Terima kasih.").status_code == 302
    assert len(messages()) == 1


@pytest.mark.parametrize("words", ["", "   ", "x" * 10_001])
def test_empty_and_endless_messages_are_refused_and_given_back(
    rani: Writer, hendra: Mentor, words: str
) -> None:
    rani.hand_in()
    answer = rani.post(address(the_thread()), text=words)
    assert answer.status_code == 422
    assert words.strip() in answer.text
    assert not messages()


@pytest.mark.parametrize("who", ["dedi", "nurul", "yusuf", "wati", "lestari"])
def test_a_conversation_is_unknown_to_others(
    app: Flask, rani: Writer, hendra: Mentor, cast: Cast, who: str
) -> None:
    rani.hand_in()
    stranger = Writer(app.test_client(), cast.people[who])
    assert stranger.get(f"/mentoring/threads/{the_thread()}").status_code == 404
    assert stranger.post(address(the_thread()), text="Halo").status_code == 404
    assert not may_speak(queries.talk(the_thread(), stranger.someone.id), stranger.someone.id)
    assert not messages()


def test_a_thread_that_is_not_there_is_unknown(rani: Writer) -> None:
    assert rani.get("/mentoring/threads/999").status_code == 404
    assert rani.post(address(999), text="Halo").status_code == 404


def test_a_way_back_to_another_site_is_not_taken(rani: Writer, hendra: Mentor) -> None:
    rani.hand_in()
    answer = rani.post(address(the_thread()), text="Halo", next="//jahat.example/x")
    assert answer.location.startswith("/#pesan-")


def test_feedback_is_new_until_it_was_read(rani: Writer, hendra: Mentor, cast: Cast) -> None:
    hendra.review(rani.hand_in(), "returned", text="Tambahkan satu angka.")
    (new,) = queries.new_messages(cast.rani.id)
    assert (new.title, new.author, new.text, new.own) == (
        "Studi kasus",
        "Hendra Saputra",
        "Tambahkan satu angka.",
        True,
    )
    assert (new.course_slug, new.module_slug, new.thread_id) == (SLUG, MODULE, the_thread())
    assert 'class="new"' in rani.get(URL).text
    assert queries.new_messages(cast.rani.id) == []
    assert 'class="new"' not in rani.get(URL).text


def test_a_refused_form_reads_nothing(rani: Writer, hendra: Mentor, cast: Cast) -> None:
    hendra.review(rani.hand_in(), "returned")
    assert rani.post(address(the_thread()), text="").status_code == 422
    assert len(queries.new_messages(cast.rani.id)) == 1


def test_ones_own_words_are_never_new(rani: Writer, hendra: Mentor, cast: Cast) -> None:
    hendra.review(rani.hand_in(), "returned")
    assert queries.new_messages(cast.hendra.id) == []
    rani.post(address(the_thread()), text="Terima kasih.")
    (new,) = queries.new_messages(cast.hendra.id)
    assert (new.author, new.own) == ("Rani Anggraini", False)


def test_what_came_while_one_was_writing_is_still_new(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    rani.hand_in()
    hendra.post(address(the_thread()), text="Tambahkan satu angka.")
    rani.post(address(the_thread()), text="Satu pertanyaan, Pak.")  # from a page of before
    (new,) = queries.new_messages(cast.rani.id)
    assert new.text == "Tambahkan satu angka."


def test_an_older_page_that_comes_late_takes_no_reading_back(
    rani: Writer, hendra: Mentor, cast: Cast
) -> None:
    hendra.review(rani.hand_in(), "returned")
    rani.get(URL)
    note_read(the_thread(), cast.rani.id, 0)
    assert queries.new_messages(cast.rani.id) == []


def test_the_mentor_sees_when_it_was_read(rani: Writer, hendra: Mentor) -> None:
    submission_id = rani.hand_in()
    hendra.review(submission_id, "returned")
    place = f"/mentoring/submissions/{submission_id}"
    assert "Dibaca" not in hendra.get(place).text
    rani.get("/mentoring")  # the list alone reads nothing
    assert "Dibaca" not in hendra.get(place).text
    rani.get(URL)
    assert "Dibaca" in hendra.get(place).text


def test_what_a_message_holds_is_shown_as_text(rani: Writer, hendra: Mentor) -> None:
    rani.hand_in()
    rani.post(address(the_thread()), text="<script>alert(1)</script>\n\nbaris dua")
    page = hendra.get(f"/mentoring/threads/{the_thread()}").text
    assert "&lt;script&gt;" in page
    assert "<p>baris dua</p>" in page
