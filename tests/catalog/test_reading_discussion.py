"""A discussion as an author writes it: a prompt below the usual keys; departures by place."""

from pathlib import Path

import pytest

from courses import write_course
from lms.catalog.reading import read
from lms.catalog.reading.shapes import ReadModule

FILE = "04-bincang.discussion.md"
HEAD = "title: Bincang\nsummary: Satu pengalaman.\n"


def reading(folder: Path, head: str, body: str) -> tuple[list[str], list[ReadModule]]:
    write_course(folder, **{FILE: f"---\n{head}---\n{body}"})
    found = read(folder)
    modules = [each for course in found.courses for each in course.modules]
    return [str(each) for each in found.mistakes], modules


def test_the_prompt_is_the_body(tmp_path: Path) -> None:
    mistakes, modules = reading(tmp_path, HEAD + "minutes: 20\n", "Ceritakan **satu** hal.\n")
    assert mistakes == []
    assert (modules[-1].slug, modules[-1].kind) == ("bincang", "discussion")
    assert modules[-1].html == "<p>Ceritakan <strong>satu</strong> hal.</p>"
    assert modules[-1].facts == {"summary": "Satu pengalaman.", "minutes": 20}


def test_writing_takes_its_time_too(tmp_path: Path) -> None:
    _, modules = reading(tmp_path, HEAD, "Ceritakan satu hal.\n")
    assert modules[-1].facts["minutes"] == 16


@pytest.mark.parametrize(
    ("head", "body", "place", "words"),
    [
        (HEAD, "", "4:1", "belum berisi pemantik"),
        (HEAD, "  \n", "4:1", "belum berisi pemantik"),
        (HEAD.replace("title: Bincang\n", ""), "Cerita.\n", "1:1", "Kunci title belum ada"),
        (HEAD + "minutes: 0\n", "Cerita.\n", "4:10", "terlalu kecil"),
        (HEAD + "pass_mark: 70\n", "Cerita.\n", "4:1", "pass_mark"),
        (HEAD, "Lihat [modul](09-hilang.md).\n", "5:15", "09-hilang.md"),
        (HEAD + "was: kuis\n", "Cerita.\n", "4:6", "masih dipakai"),
    ],
)
def test_a_departure_is_told_where_it_is(
    tmp_path: Path, head: str, body: str, place: str, words: str
) -> None:
    mistakes, _ = reading(tmp_path, head, body)
    assert any(f"{FILE}:{place}: " in each and words in each for each in mistakes), mistakes
