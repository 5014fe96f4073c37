"""A quiz of every type: saved as scripts save and as forms do, marked, and told row by row."""

import html
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

import everytype
from cast import Cast
from everytype import PLACES, QUIZ, SLUG, URL
from lms.assessment import queries
from lms.assessment.models import Mark
from lms.catalog.library import question
from lms.competency.models import Evidence
from lms.demo.quiz import ANSWERS
from lms.foundation.database import db
from pages import Element, read
from quizzes import Sitter, attempt, drawn_of
from statements import statements

TOLD = (
    "1 pilihan tepat dan 0 keliru; yang benar seluruhnya 2.",
    "Berapa lama prosesnya? → Standar pelayanan",
    "Siapa yang bertugas? → Rencana strategis",
    "Jawaban benar: Jadwal loket. Itu untuk lima tahun. Nama tertulis per hari.",
    "Berapa biayanya? → Tidak dijawab",
    "1 dari 3 pasangan tepat. Nilai sebagian:",
    "Anda menaruhnya di posisi 3",
    "Dari 3 pasangan langkah, 2 berurutan benar dan 1 terbalik.",
    "(1) 25",
    "(2) Tidak dijawab",
    "Jawaban benar: aduan atau pengaduan.",
    "Pilihan Anda, bobot 3 dari 5",
    "Bobot pilihan Anda 3 dari 5.",
    "Kuncinya: dengarkan dahulu",
)


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Sitter:
    """Rani, enrolled in the course whose quiz has a question of every type."""
    everytype.publish_every_type(tmp_path / "content", cast.province)
    sitter = Sitter(app.test_client(), cast.rani)
    sitter.enrol(SLUG)
    return sitter


def known(attempt_id: UUID, place: int, *, knows: bool = True) -> Any:
    """What somebody who knows it would answer, as the paper numbers it."""
    drawn = drawn_of(attempt_id)[place - 1]
    asked = question(drawn["digest"])
    return ANSWERS[asked.type](asked.content, drawn["options"], knows)


def marks(attempt_id: UUID) -> dict[int, Mark]:
    db.session.rollback()
    return {
        row.place: row for row in db.session.scalars(select(Mark)) if row.attempt_id == attempt_id
    }


def kept(attempt_id: UUID, place: int) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(place)
    return found and found.value["answer"]


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def send(sitter: Sitter, attempt_id: UUID, place: int, **typed: Any) -> Any:
    """Open the question's page, fill in its form and send it; lists fill in fields of one name."""
    url = f"/attempts/{attempt_id}"
    page = read(sitter.browser.get(f"{url}/questions/{place}").text)
    hidden = {e.get("name"): e.get("value") for e in page.all("input") if e.get("type") == "hidden"}
    return sitter.post(f"{url}/answers/{place}", **{"was": hidden["was"], "to": "next"} | typed)


def chosen(page: str) -> list[str]:
    """What its lists and lines show as given, in their order."""
    return [each.get("value") for each in read(page).all("input", "option") if _is_given(each)]


def _is_given(element: Element) -> bool:
    if element.tag == "option":
        return "selected" in element.attributes
    ticked = element.get("type") in {"radio", "checkbox"}
    return element.get("name") == "answer" and not ticked


def test_who_knows_it_gets_everything(rani: Sitter) -> None:
    begun = rani.start(url=URL)
    for place in PLACES.values():
        assert rani.put(begun, place, known(begun, place)).status_code == 200
    done = rani.submit(begun)
    with statements() as sent:
        page = words(rani.browser.get(done.location).text)
    assert len(sent) <= 13
    assert attempt(begun).score == Decimal(100)
    assert "Anda menjawab benar 9 dari 9 soal" in page
    assert "3 dari 3 pasangan tepat." in page
    assert "Pilihan Anda, bobot 5 dari 5" in page
    assert marks(begun)[PLACES["match"]].value["answer"] == ["1", "2", "1"]
    assert marks(begun)[PLACES["order"]].value["answer"] == ["1", "2", "3"]
    assert marks(begun)[PLACES["cloze"]].value["answer"] == ["25", "1", "aduan"]


def test_part_of_it_gets_part_of_the_points_and_says_why(rani: Sitter) -> None:
    begun = rani.start(url=URL)
    orders = [each["options"] for each in drawn_of(begun)]

    def shown(name: str, written: int) -> str:
        return str(orders[PLACES[name] - 1].index(written) + 1)

    rani.put(begun, PLACES["multiple"], [shown("multiple", 1)])
    rani.put(begun, PLACES["match"], [shown("match", 1), shown("match", 3), ""])
    rani.put(begun, PLACES["order"], [shown("order", n) for n in (1, 3, 2)])
    rani.put(begun, PLACES["cloze"], ["25", "", "aduanku"])
    rani.put(begun, PLACES["sjt"], shown("sjt", 2))
    page = words(rani.browser.get(rani.submit(begun).location).text)
    points = {name: marks(begun)[place].points for name, place in PLACES.items()}
    assert points == {
        **dict.fromkeys(PLACES, Decimal(0)),
        "multiple": Decimal(1),
        "match": Decimal("0.6667"),
        "order": Decimal(1),
        "cloze": Decimal(1),
        "sjt": Decimal(3),
    }
    assert marks(begun)[PLACES["match"]].value["answer"] == ["1", "3", ""]
    assert marks(begun)[PLACES["sjt"]].value["answer"] == "2"
    for told in TOLD:
        assert told in page, told
    evidence = db.session.scalars(select(Evidence)).one()
    assert evidence.detail["1"]["points"] == pytest.approx(5.6667), "a share of each counts"


def test_the_same_by_forms_and_shown_again(rani: Sitter) -> None:
    begun = rani.start(url=URL)
    match, order, cloze = (PLACES[name] for name in ("match", "order", "cloze"))
    assert send(rani, begun, match, answer=["2", "", "1"]).location.endswith(f"/{match + 1}")
    assert kept(begun, match) == ["2", "", "1"]
    assert chosen(rani.browser.get(f"/attempts/{begun}/questions/{match}").text) == ["2", "1"]
    send(rani, begun, order, position=["2", "3", "1"])
    assert kept(begun, order) == ["3", "1", "2"]
    page = rani.browser.get(f"/attempts/{begun}/questions/{order}").text
    assert chosen(page) == ["1", "2", "3"], "the steps stand in the order that was chosen"
    send(rani, begun, cloze, answer=["25", "2", " aduan "])
    assert kept(begun, cloze) == ["25", "2", " aduan "]
    page = rani.browser.get(f"/attempts/{begun}/questions/{cloze}").text
    assert chosen(page) == ["25", "2", "aduan"]
    assert "Isian 3 dari 3" in words(page)
    send(rani, begun, order, position=["", "1", ""])
    assert kept(begun, order) == ["2", "", ""]
    send(rani, begun, match, answer=["", "", ""])
    assert kept(begun, match) is None
    done = [each["done"] for each in _places(begun)]
    assert [place for place, it in enumerate(done, 1) if it] == [order, cloze]


def _places(attempt_id: UUID) -> list[dict[str, Any]]:
    found = queries.answers(attempt_id)
    return [{"done": place in found and found[place].value["answer"]} for place in range(1, 10)]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_page_of_many_lists_that_nobody_touched_saves_nothing(rani: Sitter) -> None:
    """Another order is another answer, though it holds the same numbers."""
    begun, order = rani.start(url=URL), PLACES["order"]
    rani.put(begun, order, ["3", "1", "2"])
    moment = queries.answers(begun)[order].saved_at
    send(rani, begun, order, position=["2", "3", "1"])
    assert queries.answers(begun)[order].saved_at == moment
    send(rani, begun, order, position=["3", "2", "1"])
    assert kept(begun, order) == ["3", "2", "1"]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_before_handing_in_one_is_told_of_what_is_filled_in_in_part(rani: Sitter) -> None:
    begun = rani.start(url=URL)
    for place in PLACES.values():
        rani.put(begun, place, known(begun, place))
    confirm = f"/attempts/{begun}/submission"
    assert "Semua 9 soal sudah dijawab" in rani.browser.get(confirm).text
    rani.put(begun, PLACES["cloze"], ["25", "", ""])
    page = rani.browser.get(confirm).text
    assert "Semua 9 soal sudah dijawab" not in page
    assert f"Soal {PLACES['cloze']} baru terisi sebagian" in page
    assert f'href="/attempts/{begun}/questions/{PLACES["cloze"]}">Kembali ke soal' in page


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_two_steps_at_one_place_are_given_back_with_the_reason(rani: Sitter) -> None:
    begun, order = rani.start(url=URL), PLACES["order"]
    refused = send(rani, begun, order, position=["2", "2", "1"], unsure="1")
    assert refused.status_code == 422
    assert "Posisi 2 dipakai untuk lebih dari satu langkah." in words(refused.text)
    assert chosen(refused.text) == ["2", "2", "1"], "nothing is lost"
    unsure = [each for each in read(refused.text).all("input") if each.get("name") == "unsure"]
    assert "checked" in unsure[0].attributes
    assert kept(begun, order) is None
    send(rani, begun, order, position=["0", "99", "x"])
    assert kept(begun, order) is None, "no place at all is no answer"


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_until_it_closes_only_what_was_given_is_told(
    app: Flask, cast: Cast, rani: Sitter, tmp_path: Path
) -> None:
    closed = QUIZ.replace("feedback: after_submit", "feedback: after_close\nattempts: 2")
    everytype.publish_every_type(tmp_path / "content", cast.province, closed)
    begun = rani.start(url=URL)
    for place in PLACES.values():
        rani.put(begun, place, known(begun, place, knows=False))
    page = words(rani.browser.get(rani.submit(begun).location).text)
    secret = ("benar:", "Bobot", "keliru", "tepat.", "Tempatnya", "posisi", "bobot", "Kuncinya")
    assert [each for each in secret if each in page.partition("Tinjauan jawaban")[2]] == []
    assert "1. Memberi tanda terima Urutan Anda" in page
    assert "(3) belum tahu" in page


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_an_answer_may_be_checked_at_once(rani: Sitter, cast: Cast, tmp_path: Path) -> None:
    at_once = QUIZ.replace("after_submit", "at_once")
    everytype.publish_every_type(tmp_path / "content", cast.province, at_once)
    begun, order = rani.start(url=URL), PLACES["order"]
    send(rani, begun, order, position=["1", "2", "3"], to="check")
    page = words(rani.browser.get(f"/attempts/{begun}/questions/{order}").text)
    assert re.search(r"Dari 3 pasangan langkah, \d berurutan benar dan \d terbalik\.", page)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("answer", [["9"] * 100, "9", ["", "x"], [], "x" * 2000, ["\u200b"]])
def test_whatever_was_sent_is_marked_and_told(rani: Sitter, answer: Any) -> None:
    begun = rani.start(url=URL)
    for place in PLACES.values():
        assert rani.put(begun, place, answer).status_code == 200
        assert rani.browser.get(f"/attempts/{begun}/questions/{place}").status_code == 200
    assert rani.browser.get(rani.submit(begun).location).status_code == 200
    assert attempt(begun).score == 0
