"""A topic that grows by an import stays one that can be read, whatever happens meanwhile."""

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast
from essays import Reader
from exchange.test_pages import SOAL, send, sqlite_only, wati  # noqa: F401  a fixture among them
from lms.catalog.actions import keep_topic
from lms.catalog.models import BankTopic, Document
from lms.catalog.reading import read_bank
from lms.exchange import growing, planning, working
from lms.exchange.actions import bring_in
from lms.exchange.checking import Defaults
from lms.exchange.growing import grown
from lms.exchange.models import ImportState, QuestionImport
from lms.exchange.planning import Plan, Wanted
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import work_once

LOKET = Wanted("loket", "Loket")


def plan(text: str = SOAL) -> Plan:
    return planning.plan(text.encode(), LOKET)


def keep(made: Plan, cast: Cast) -> None:
    with transaction():
        bring_in(made, LOKET, agency_id=cast.province, by=None)


def questions() -> list[str]:
    wanted = select(Document.source).join(BankTopic, BankTopic.document_digest == Document.digest)
    reading = read_bank("loket", db.session.scalars(wanted).one())
    assert reading.mistakes == []
    return [each.identifier for each in reading.bank[0].questions]


def test_two_imports_planned_at_once_bring_no_question_twice(app: Flask, cast: Cast) -> None:
    first, second = plan(), plan()
    keep(first, cast)
    with pytest.raises(Conflict, match="sekali lagi"):
        keep(second, cast)
    assert questions() == ["loket-1", "loket-2"]


def test_an_import_that_did_not_see_the_other_takes_nothing_away(app: Flask, cast: Cast) -> None:
    with transaction():
        unaware = grown(plan("::lain-1::Lain? {=a ~b}"), LOKET)
    keep(plan(), cast)
    with pytest.raises(Conflict, match="sekali lagi"), transaction():
        keep_topic(unaware, agency_id=cast.province, by=None, origin="import")
    assert questions() == ["loket-1", "loket-2"]


@sqlite_only
def test_a_topic_does_not_outgrow_what_its_reader_takes(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(plan(), cast)
    monkeypatch.setattr(growing, "LARGEST", 300)
    with pytest.raises(Invalid, match="Pakai topik lain"):
        keep(plan(f"{'Lain ' * 60}? {{=a ~b}}"), cast)


@sqlite_only
def test_a_title_that_our_grammar_refuses_is_refused(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid, match="Judul topik"), transaction():
        grown(plan(), Wanted("loket", "a" * 201))


@sqlite_only
def test_whoever_waits_is_told_of_an_error_of_ours(
    wati: Reader,  # noqa: F811  the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> Plan:
        raise ValueError

    page = send(wati)
    monkeypatch.setattr(working.planning, "plan", broken)
    assert work_once()
    assert "Galat di server" in wati.get(page).text
    assert db.session.scalars(select(QuestionImport.state)).one() == ImportState.REFUSED


def test_what_another_agency_has_just_so_can_be_had_too_and_is_not_told_of(
    app: Flask, cast: Cast
) -> None:
    keep(plan("Siapa? {=Warga ~Tidak ada}"), cast)
    wanted = Wanted("loket-kota", defaults=Defaults(topic="loket"), agency_id=cast.city)
    made = planning.plan(b"Siapa? {=Warga ~Tidak ada}", wanted)
    assert (len(made.questions), made.again) == (1, 0)
    assert "topik loket" not in str(made.lines[0].reason)
    with transaction():
        bring_in(made, wanted, agency_id=cast.city, by=None)
    again = planning.plan(b"Siapa? {=Warga ~Tidak ada}", wanted)
    assert (len(again.questions), again.again) == (0, 1)
    assert "topik loket-kota" in str(again.lines[0].reason)


def test_a_gap_is_told_by_a_sign_and_long_words_are_cut(app: Flask) -> None:
    words = "Ibu kota {1:SHORTANSWER:=Jambi} di pulau {1:NM:=9:1}. " + "kata " * 60
    text = f"<questiontext><text>{words}</text></questiontext>"
    file = f'<quiz><question type="cloze">{text}</question></quiz>'
    heading = planning.plan(file.encode(), LOKET).lines[0].heading
    assert heading.startswith("Ibu kota (…) di pulau (…). kata kata")
    assert heading.endswith(" …")
    assert len(heading) <= planning.LONGEST
