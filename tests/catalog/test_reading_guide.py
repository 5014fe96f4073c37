"""What the authors' guide shows is what the reader takes."""

import re
from pathlib import Path

import pytest

from folders import write_course
from lms.catalog.reading import read
from lms.catalog.reading.declared import (
    AssignmentDeclared,
    CourseDeclared,
    DiscussionDeclared,
    FileDeclared,
    LessonDeclared,
    LinkDeclared,
    SurveyDeclared,
    VideoDeclared,
)
from lms.catalog.reading.declared_quiz import (
    BlueprintDeclared,
    DrawDeclared,
    MarkingDeclared,
    QuizDeclared,
)
from lms.catalog.reading.grammar import KINDS, SURVEY_TYPES, TYPES
from lms.catalog.reading.scenario import ScenarioDeclared
from lms.catalog.reading.session import SessionDeclared

GUIDE = Path(__file__).parents[2] / "docs" / "penulis"
FILE = re.compile(r"^`([\w.-]+)`:\n\n```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODELS = [
    CourseDeclared,
    LessonDeclared,
    MarkingDeclared,
    QuizDeclared,
    BlueprintDeclared,
    DrawDeclared,
    AssignmentDeclared,
    DiscussionDeclared,
    SurveyDeclared,
    LinkDeclared,
    FileDeclared,
    VideoDeclared,
    SessionDeclared,
    ScenarioDeclared,
]


def guide(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def test_the_first_course_of_the_guide_has_no_mistakes_and_no_notes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(FILE.findall(guide("README.md")))
    assert len(files) == 4
    write_course(tmp_path, files, "melayani-di-loket")
    reading = read(tmp_path)
    assert [str(each) for each in reading.mistakes + reading.notes] == []
    assert len(reading.courses[0].modules[1].questions) == 2


def test_the_mistake_that_the_guide_shows_is_the_one_that_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(FILE.findall(guide("README.md")))
    files["02-latihan.quiz.md"] = str(files["02-latihan.quiz.md"]).replace("[x] Menj", "[ ] Menj")
    write_course(tmp_path, files, "melayani-di-loket")
    assert str(read(tmp_path).mistakes[0]) in guide("README.md")


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_in_the_grammar(model: type[CourseDeclared]) -> None:
    names = [field.alias or name for name, field in model.model_fields.items()]
    unnamed = [name for name in names if f"`{name}`" not in guide("tata-bahasa.md")]
    assert not unnamed, "Describe it in docs/penulis/tata-bahasa.md"


@pytest.mark.parametrize("word", [*KINDS, *TYPES, *SURVEY_TYPES])
def test_every_kind_and_type_is_in_the_grammar(word: str) -> None:
    assert re.search(rf"[`.]{word}[`.]", guide("tata-bahasa.md"))
