"""All that should be mended or thought about before a course is published, in one place."""

from dataclasses import dataclass

from flask import render_template, url_for

from lms.authoring.meetings import met
from lms.authoring.outline import Part, title_of
from lms.authoring.questions.stack import stack_of
from lms.authoring.remarks import Remark, links, measured, remarks
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.catalog.models import QuestionState
from lms.catalog.publishing.digests import BANK, question_digest
from lms.catalog.queries import ABOUT, in_force
from lms.catalog.reading.cited import laws_of
from lms.catalog.reading.shapes import Mistake, ReadCourse
from lms.foundation import clock
from lms.foundation.language import Sentence, say
from lms.web.access import ensure


@dataclass(frozen=True)
class Point:
    """One thing to see to, with the page where that is done."""

    where: Sentence | str
    address: str
    text: Sentence | str
    mend: Sentence | str


@bp.get(f"{ROOT}/checks")
def checks(slug: str) -> str:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    seen = bench.checked.seen
    return render_template(
        "authoring/checks.html",
        bench=bench,
        must=[_of_mistake(bench, each) for each in bench.checked.mistakes],
        think=points(bench),
        pages=measured(seen) if seen else [],
        met=met(seen) if seen else None,
        laws=laws_of(seen) if seen else [],
        links=[(each, links(each)) for each in seen.modules if links(each)] if seen else [],
    )


def points(bench: Bench) -> list[Point]:
    """What to think about: the reader's notes, and what was measured."""
    course, mine = bench.checked.seen, f"{bench.slug}/"
    noted = [
        _of_mistake(bench, it) for it in bench.checked.reading.notes if it.path.startswith(mine)
    ]
    if course is None:
        return noted
    told = remarks(course, clock.today(), _stopped(course))
    return noted + [_point(bench, it.path, it) for it in told]


def _stopped(course: ReadCourse) -> set[str]:
    """The identifiers of the bank's questions that its quizzes may not draw."""
    pool = {question_digest(BANK, it): it for bank in course.bank for it in bank.questions}
    states = in_force({digest: f"{BANK}#{it.identifier}" for digest, it in pool.items()})
    off = (digest for digest, state in states.items() if state != QuestionState.IN_USE)
    return {pool[digest].identifier for digest in off}


def _of_mistake(bench: Bench, it: Mistake) -> Point:
    return _point(bench, it.path.removeprefix(f"{bench.slug}/"), bench.by_form(it))


def _point(bench: Bench, path: str, it: Mistake | Remark) -> Point:
    source = next((each.source for each in bench.files if each.path == path), None)
    where: Sentence | str = title_of(path, source)
    number = _question_at(bench, path, it.line)
    if number:
        where = say("%(title)s, soal %(n)s", title=where, n=number)
    return Point(where, address_of(bench, path, it.line), it.text, it.mend)


def _question_at(bench: Bench, path: str, line: int) -> int:
    """The number of the question of a quiz on that line, 0 where there is none."""
    part = _part(bench, path)
    return stack_of(part.file.source or b"").number_at(line) if part and part.kind == "quiz" else 0


def _part(bench: Bench, path: str) -> Part | None:
    return next((each for each in bench.parts if each.file.path == path), None)


def address_of(bench: Bench, path: str, line: int) -> str:
    """The page where it is mended; of a question, that question."""
    if path == ABOUT:
        return url_for("authoring.about", slug=bench.slug)
    part = _part(bench, path)
    if part is None:
        return bench.address
    number = _question_at(bench, path, line)
    return bench.way_into(part) + (f"#soal-{number}" if number else "")
