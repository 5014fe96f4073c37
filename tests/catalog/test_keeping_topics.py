"""The bank as it is now: where each question stands, what it was before, and who may change it."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from cast import Cast
from folders import BANK, DRAWN_QUIZ, SLUG, SOUND, write_course
from lms.catalog.actions import keep_topic, set_state
from lms.catalog.models import (
    BankTopic,
    Origin,
    QuestionChange,
    QuestionPlace,
    QuestionState,
    QuestionStop,
    QuestionUse,
)
from lms.catalog.publishing import export_bank, publish
from lms.catalog.queries import stopped
from lms.catalog.reading import read, read_bank
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid

MENDED = BANK.replace("Keliru.", "Bukan itu.", 1)
FIRST = "bank#bank-001"


def keep(
    agency_id: int, text: str = BANK, origin: str = "folder", topic: str = "loket"
) -> list[str]:
    reading = read_bank(topic, text.encode())
    assert not reading.mistakes, [str(each) for each in reading.mistakes]
    with transaction():
        return keep_topic(reading.bank[0], agency_id=agency_id, by=None, origin=origin)


def place(key: str = FIRST) -> QuestionPlace:
    db.session.rollback()
    return db.session.get_one(QuestionPlace, key)


def history(key: str = FIRST) -> list[str | None]:
    wanted = select(QuestionChange.digest).where(QuestionChange.key == key)
    return list(db.session.scalars(wanted.order_by(QuestionChange.id)))


def test_every_question_has_its_place_and_the_versions_that_it_was(cast: Cast) -> None:
    first = keep(cast.province)
    assert keep(cast.province) == first
    found = place()
    assert (found.digest, found.position, found.level, found.topic) == (first[0], 1, 1, "loket")
    assert (found.heading, found.agency_id) == ("Soal 1 tentang tingkat 1?", cast.province)
    assert "bank-001 loket soal 1 tentang tingkat 1? benar tepat." in found.text
    since = found.since
    second = keep(cast.province, MENDED)
    assert (place().digest, place("bank#bank-002").digest) == (second[0], first[1])
    assert place().since > since
    assert history() == [first[0], second[0]]
    assert history("bank#bank-002") == [first[1]]
    short = MENDED[: MENDED.index("## Soal 5")]
    keep(cast.province, short)
    assert db.session.get(QuestionPlace, "bank#bank-005") is None
    assert history("bank#bank-005") == [first[4], None]


def test_a_published_course_tells_where_its_questions_stand_and_what_it_draws(
    cast: Cast, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    write_course(content, SOUND)
    write_course(
        content,
        {"course.md": SOUND["course.md"], "01-ujian.quiz.md": DRAWN_QUIZ},
        "kursus-kedua",
    )
    write_course(content, {"loket.md": BANK}, "bank")
    for _ in range(2):
        with transaction():
            for course in read(content).courses:
                publish(course, cast.province, None)
    own = place(f"{SLUG}#loket-001")
    assert (own.module_slug, own.position, own.topic_id) == ("kuis", 1, None)
    assert place().topic_id == db.session.scalars(select(BankTopic.id)).one()
    uses = db.session.execute(select(QuestionUse.module_slug, QuestionUse.key)).all()
    assert sorted(map(tuple, uses)) == sorted(
        [("kuis", f"{SLUG}#loket-00{n}") for n in (1, 2)]
        + [("ujian", f"bank#bank-00{n}") for n in range(1, 6)]
    )
    assert len(history()) == 1


def test_a_folder_does_not_write_over_what_was_imported(cast: Cast, tmp_path: Path) -> None:
    keep(cast.province)
    keep(cast.province, MENDED, "import")
    with pytest.raises(Conflict, match="--bank"):
        keep(cast.province, BANK)
    assert "bukan itu." in place().text
    [file] = export_bank(tmp_path)
    assert file.read_bytes() == MENDED.encode()
    keep(cast.province, file.read_text())  # the folder has it now, and may go on
    keep(cast.province, BANK)
    assert db.session.scalars(select(BankTopic.origin)).one() == Origin.FOLDER


def test_a_topic_and_an_identifier_have_one_owner(cast: Cast) -> None:
    keep(cast.province)
    with pytest.raises(Conflict, match="instansi lain"):
        keep(cast.city)
    with pytest.raises(Conflict, match="bank-001 sudah dipakai di topik loket"):
        keep(cast.city, topic="lain")
    with pytest.raises(Conflict, match="sudah dipakai"):
        keep(cast.province, BANK, "import", "lain")
    keep(cast.province, topic="lain")  # an author moved them to another file of the folder
    assert len(history()) == 1


def test_an_unknown_competency_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match=r"X\.9"):
        keep(cast.province, BANK.replace("M.5", "X.9"))


def test_a_file_alone_is_read_with_its_mistakes(cast: Cast) -> None:
    twice = read_bank("loket", (BANK + BANK[BANK.index("## Soal 1") :]).encode())
    assert not twice.bank
    assert [each.line for each in twice.mistakes] == [44, 52, 60, 68, 76]
    assert "bank-001 juga dipakai di baris 5" in str(twice.mistakes[0].text)
    assert [each.text for each in read_bank("Bukan Topik", BANK.encode()).mistakes] == [
        "Nama topik tidak sah."
    ]
    assert read_bank("loket", b"\xff").mistakes[0].line == 1


def test_the_latest_word_on_a_version_holds(cast: Cast) -> None:
    before = keep(cast.province)
    with transaction():
        set_state(FIRST, QuestionState.STOPPED, by=None, reason="Kunci", of_version=before[0])
        set_state("bank#bank-002", QuestionState.RETIRED, by=None, reason="Usang")
    after = keep(cast.province, MENDED.replace("Tepat.", "Ya."))
    assert stopped((*before, *after)) == {before[0], before[1], after[1]}
    assert place().state == QuestionState.IN_USE
    assert place("bank#bank-002").state == QuestionState.RETIRED
    with transaction():
        set_state("bank#bank-002", QuestionState.IN_USE, by=None, reason="Masih baik")
    assert stopped((*before, *after)) == {before[0]}


def test_a_stop_says_why_and_is_said_once(cast: Cast) -> None:
    keep(cast.province)
    with transaction(), pytest.raises(Invalid):
        set_state(FIRST, QuestionState.STOPPED, by=None, reason="  ")
    with transaction():
        set_state(FIRST, QuestionState.STOPPED, by=None, reason="Kunci keliru")
    with transaction(), pytest.raises(Conflict):
        set_state(FIRST, QuestionState.STOPPED, by=None, reason="Kunci keliru")
    for table in (QuestionStop, QuestionChange):
        with pytest.raises(DBAPIError, match="never rewritten"), transaction():
            db.session.execute(db.delete(table))
