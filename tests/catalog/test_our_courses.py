"""What the courses of this repository promise to learners, whoever edits them next."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import pytest

from lms.assessment.paper.drawing import chosen
from lms.assessment.rules import Quiz
from lms.catalog.library import Question
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadBank, ReadCourse, Reading, ReadModule, ReadQuestion

LARGE = ("kepemimpinan", "pelayanan-publik", "pemerintahan-digital")
LEAST_IN_A_CELL = 6  # of one competency and level, so that a second paper can be another one
EVERYTHING = re.compile(r"semua (jawaban|pilihan)? ?(benar|salah)|(a|b) dan (b|c)\b", re.IGNORECASE)


@cache
def reading() -> Reading:
    return read(Path(__file__).parents[2] / "content")


def course(slug: str) -> ReadCourse:
    return next(each for each in reading().courses if each.slug == slug)


def modules(slug: str, kind: str) -> list[ReadModule]:
    return [each for each in course(slug).modules if each.kind == kind]


def questions_of(bank: tuple[ReadBank, ...]) -> list[ReadQuestion]:
    return list(chain.from_iterable(each.questions for each in bank))


def text(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_they_are_read_without_a_mistake_or_a_note() -> None:
    assert [str(each) for each in [*reading().mistakes, *reading().notes]] == []
    assert {each.slug for each in reading().courses} > set(LARGE)


@pytest.mark.parametrize("slug", LARGE)
def test_a_course_has_eight_lessons_of_a_length_that_is_read(slug: str) -> None:
    words = {each.slug: each.facts["words"] for each in modules(slug, "lesson")}
    assert len(words) >= 8
    assert all(700 <= each <= 1200 for each in words.values()), words
    assert all(each.facts["reading"] <= 12 for each in modules(slug, "lesson"))


@pytest.mark.parametrize("slug", [*LARGE, "dasar-pemerintahan-digital"])
def test_its_hours_are_those_of_its_modules(slug: str) -> None:
    asked = course(slug).facts["completion"]["require"]
    minutes = sum(
        each.facts["minutes"]
        for each in course(slug).modules
        if asked == "all" or each.slug in asked
    )
    assert course(slug).facts["jp"] == minutes // 45


@pytest.mark.parametrize("slug", LARGE)
def test_its_bank_fills_every_competency_up_to_the_level_of_the_course(slug: str) -> None:
    questions = questions_of(course(slug).bank)
    assert len(questions) >= 45
    assert {"single", "multiple", "truefalse", "short", "numeric"} < {e.type for e in questions}
    cells = Counter((each.competency, each.level) for each in questions)
    for aim in course(slug).facts["competencies"]:
        for level in range(1, aim["level"] + 1):
            assert cells[aim["code"], level] >= LEAST_IN_A_CELL


@pytest.mark.parametrize("slug", LARGE)
def test_each_of_its_quizzes_can_be_drawn_again_and_again(slug: str) -> None:
    for module in modules(slug, "quiz"):
        quiz = Quiz.of({"title": "", "questions": [], **module.facts})
        pool = [as_kept(each) for each in questions_of(module.bank)]
        for seed in range(200):
            drawn = chosen(pool, quiz.blueprint, {}, seed)
            assert len({each.digest for each in drawn}) == quiz.length


def as_kept(question: ReadQuestion) -> Question:
    name, tags = question.identifier, (question.competency, question.level, question.topic)
    return Question(name, question.type, *tags, question.points, name, MappingProxyType({}))


@pytest.mark.parametrize("slug", LARGE)
def test_a_second_attempt_is_another_paper(slug: str) -> None:
    final = next(e for e in modules(slug, "quiz") if e.facts["purpose"] == "final")
    quiz = Quiz.of({"title": "", "questions": [], **final.facts})
    pool = [as_kept(each) for each in questions_of(final.bank)]
    for seed in range(50):
        first = {each.key: 1 for each in chosen(pool, quiz.blueprint, {}, seed)}
        again = chosen(pool, quiz.blueprint, first, seed + 1)
        assert not first.keys() & {each.key for each in again}


@pytest.mark.parametrize("slug", LARGE)
def test_neither_length_nor_place_gives_the_key_away(slug: str) -> None:
    single = [e for e in questions_of(course(slug).bank) if e.type == "single"]
    longest, places = 0, Counter[int]()
    for each in single:
        lengths = [len(text(option["html"])) for option in each.content["options"]]
        key = next(n for n, option in enumerate(each.content["options"]) if option["right"])
        longest += lengths[key] == max(lengths)
        places[key] += 1
    assert longest <= len(single) * 0.35
    assert max(places.values()) <= len(single) * 0.35


def test_no_option_stands_for_all_the_others() -> None:
    for question in questions_of(tuple(reading().bank)):
        for option in question.content.get("options", ()):
            assert not EVERYTHING.search(text(option["html"])), question.identifier


@pytest.mark.parametrize("slug", LARGE)
def test_its_case_study_is_judged_by_behaviours_on_four_levels(slug: str) -> None:
    (case,) = modules(slug, "assignment")
    assert len(case.facts["rubric_levels"]) == 4
    assert len(case.facts["rubric"]) >= 4


@pytest.mark.parametrize("slug", [*LARGE, "dasar-pemerintahan-digital"])
def test_pages_and_pictures_are_light_enough_for_a_weak_signal(slug: str) -> None:
    assert all(len(each.html.encode()) < 24 * 1024 for each in course(slug).modules)
    assert all(len(each.content) < 12 * 1024 for each in course(slug).media)


@pytest.mark.parametrize("slug", LARGE)
def test_its_lessons_name_the_law_they_rest_on(slug: str) -> None:
    law = re.compile(r"\((UU|PP|Perpres|Permen\w+|Peraturan \w+) \d+[/ ]")
    named = [each.slug for each in modules(slug, "lesson") if law.search(text(each.html))]
    assert len(named) >= 6, named
