"""Whatever lies in a file, reading answers, and what it renders is harmless."""

import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from folders import ASSIGNMENT, COURSE, LESSON, QUIZ, SLUG, SOUND, write_course
from lms.catalog.reading import read
from lms.catalog.reading.courses import CourseReader
from lms.catalog.reading.drawings import read_drawing
from lms.catalog.reading.listing import Folder
from lms.catalog.reading.media import TYPES
from lms.catalog.reading.pictures import picture_size
from lms.catalog.reading.shapes import Reading
from lms.catalog.reading.sheet import Findings

WORDS = [
    *(
        "---\n",
        "title: ",
        "was: ",
        "completion: ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!float ",
        '"',
    ),
    *("## ", "# ", "#### ", "{#a type=single}\n", "{#b type=numeric}\n", "{#c type=short}\n"),
    *("{#d type=match}\n", "{#e type=order}\n", "{#f type=cloze}\n", "{#g type=sjt}\n"),
    *("- [5] ", "- [x] a -> b\n", " → ", "1. ", "2. a\n", "{{", "}}", "{{a|b}}", "{{[x] a|[ ] b}}"),
    *("- [ ] ", "- [x] ", "- [] ", "  > ", "> ", "```\n", "~~~\n", "1 ± 2", "9" * 30, "1e999"),
    *("## Rubrik\n", "| a | 1 b | 2 c |\n", "|---|---|---|\n", "|", "(M.5)", "\n", "\r", "    "),
    *("![](media/alur.svg)", "[a](02-kuis.quiz.md)", "[a](x.md)", "[a](//[x)", "[^1]", "[^1]: a\n"),
    *("<script>", "</script>", "<b onclick=a>", "<svg>", "<!--", "-->", "<a href='javascript:a'>"),
    *("javascript:alert(1)", "&#106;avascript:", "&#0;", "&#xD800;", "\ufeff", "\u2028", "\x0c"),
]
ANYTHING = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=40).map(
        lambda words: "".join(words).encode("utf-8", "surrogatepass")
    ),
)
FRONTS = [text[: text.index("---\n", 4) + 4] for text in (COURSE, LESSON, QUIZ, ASSIGNMENT)]
FILES = st.tuples(
    st.sampled_from([*SOUND, "04-x.md", "04-x.quiz.md", "04-x.assignment.md"]),
    st.sampled_from(["", "---\n", *FRONTS]),
    ANYTHING,
)
HANDLER = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"(href|src)\s*=\s*[\"']?\s*javascript", re.IGNORECASE)


def read_files(files: dict[str, str | bytes]) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        write_course(Path(folder), files)
        return read(Path(folder))


def html_of(files: dict[str, str | bytes]) -> str:
    """All that was rendered, also of a course whose mistakes would keep it from readers."""
    with tempfile.TemporaryDirectory() as folder:
        write_course(Path(folder), files)
        course = CourseReader(Folder(Path(folder), Findings()), SLUG, {}, {}).read()
    questions = (
        [question for module in course.modules for question in module.questions] if course else []
    )
    pages = [course.html, *(module.html for module in course.modules)] if course else []
    return "\n".join([*pages, *texts([question.content for question in questions])])


def texts(content: Any) -> list[str]:
    """Every HTML text in a question's content, however deep."""
    if isinstance(content, dict):
        typed = {"accepted", "text"}  # plain text, which the page escapes
        return [text for key, each in content.items() if key not in typed for text in texts(each)]
    if isinstance(content, list):
        return [text for each in content for text in texts(each)]
    return [content] if isinstance(content, str) else []


@given(FILES)
@example(("01-loket.md", FRONTS[1], b"- " * 2000))
@example(("02-kuis.quiz.md", FRONTS[2], b"## a\n{#a type=numeric}\n- [x] " + b"9" * 5000))
@example(("course.md", "", b"---\ntitle: " + b"[" * 5000))
def test_reading_never_raises(written: tuple[str, str, bytes]) -> None:
    name, front, body = written
    reading = read_files(SOUND | {name: front.encode() + body})
    assert len(reading.courses) == (not reading.mistakes)
    for mistake in reading.mistakes:
        assert mistake.path.startswith(SLUG)
        assert min(mistake.line, mistake.column) >= 1
        assert str(mistake.mend).endswith((".", "…", "|"))
        str(mistake).encode()


@given(FILES)
@example(("01-loket.md", FRONTS[1], b"<script>alert(1)</script> <b onclick=a>x</b>"))
@example(("01-loket.md", FRONTS[1], b"[a](javascript:alert(1)) <a href=' javascript:a'>b</a>"))
def test_what_is_rendered_never_runs(written: tuple[str, str, bytes]) -> None:
    name, front, body = written
    html = html_of(SOUND | {name: front.encode() + body})
    assert "<script" not in html.lower()
    assert not HANDLER.search(html)
    assert not SCRIPT_ADDRESS.search(html)
    assert "\0" not in html  # PostgreSQL refuses it
    html.encode()


@given(st.sampled_from(sorted(set(TYPES.values()))), st.binary())
def test_any_bytes_may_pretend_to_be_a_picture(content_type: str, content: bytes) -> None:
    heads = [
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBPVP8",
        b"%PDF-",
        b"<svg",
    ]
    for head in [b"", *heads]:
        size = picture_size(content_type, head + content)
        assert size is None or min(size) > 0
        read_drawing(head + content)


PLAIN = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1
).map(lambda text: " ".join(text.split()))
INLINE = PLAIN.map(lambda text: re.sub(r"[^\w ,.?]", "", text).strip(" .,")).filter(
    lambda text: any(map(str.isalpha, text)) and not re.match(r"_|\d+\.|.*(__|_\b)", text)
)
OPTION = st.tuples(INLINE, st.booleans(), st.none() | INLINE)


@given(
    INLINE,
    st.lists(OPTION, min_size=2, max_size=6, unique_by=lambda option: option[0]).filter(
        lambda options: any(right for _, right, _ in options)
    ),
    st.integers(1, 100),
    st.none() | st.integers(1, 5),
)
def test_a_question_is_read_as_it_was_written(
    stem: str,
    options: list[tuple[str, bool, str | None]],
    points: int,
    level: int | None,
) -> None:
    lines = [
        f"## {stem}",
        f"{{#q-1 type=multiple points={points}" + (f" level={level}" if level else "") + "}",
    ]
    for text, right, feedback in options:
        lines.append(f"- [{'x' if right else ' '}] {text}")
        lines += [f"  > {feedback}"] if feedback else []
    quiz = FRONTS[2] + "\n".join(lines) + "\n"
    reading = read_files(SOUND | {"02-kuis.quiz.md": quiz})
    question = reading.courses[0].modules[1].questions[0]
    assert (question.points, question.level) == (points, level)
    assert question.content["heading"] == stem
    assert question.content["options"] == [
        {"html": text, "right": right, "feedback": feedback or ""}
        for text, right, feedback in options
    ]
    assert question.source == "\n".join(lines) + "\n"
