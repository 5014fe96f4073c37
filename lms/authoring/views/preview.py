"""What is being written, exactly as its readers will see it."""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from lms.assessment.preview import Preview
from lms.assessment.preview import preview as preview_of
from lms.authoring import front, kinds
from lms.authoring.checking import page_of, question_of
from lms.authoring.outline import Part
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.modules import MODULE
from lms.catalog.library import Question
from lms.catalog.publishing.digests import question_digest
from lms.catalog.reading.shapes import ReadModule, ReadQuestion
from lms.foundation.text import plain_text
from lms.web.access import ensure
from lms.web.transaction import writes_late


@dataclass(frozen=True)
class Seen:
    """A module as read, with its questions as they are asked."""

    module: ReadModule
    questions: list[Preview]


def module_seen(bench: Bench, part: Part, source: bytes) -> Seen | None:
    read = page_of(bench.slug, bench.files, part.file.path, source)
    if read is None:
        return None
    return Seen(read, [preview_of(_asked(bench.slug, each)) for each in read.questions])


def seen_of(bench: Bench, part: Part, text: str) -> Preview | None:
    """One question with this text as it is asked; none while it holds a mistake."""
    read = question_of(bench.slug, bench.files, part.file.path, text)
    return preview_of(_asked(bench.slug, read)) if read else None


def _asked(slug: str, it: ReadQuestion) -> Question:
    """A question as the library would hold it."""
    tags = (it.type, it.competency, it.level, it.topic, it.points)
    return Question(question_digest(slug, it), *tags, f"{slug}#{it.identifier}", it.content)  # type: ignore[arg-type]  # nobody changes it


@bp.get(f"{MODULE}/preview")
def preview(slug: str, module_slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    return render_template(
        "authoring/preview.html",
        bench=bench,
        part=part,
        seen=module_seen(bench, part, part.file.source or b""),
        starter=kinds.starter(part.kind),
        mistakes=bench.checked.of(part.file.path),
    )


@bp.post(f"{MODULE}/preview")
@writes_late
def preview_fragment(slug: str, module_slug: str) -> ResponseReturnValue:
    """The same for a text that is not saved, for the editor to show beside it."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    source = front.with_body(part.file.source or b"", plain_text(_source()))
    html = render_template("authoring/seen.html", seen=module_seen(bench, part, source))
    # Not as a page: it is put into one by the editor, and opened by nobody.
    return Response(html, content_type="text/plain; charset=utf-8")


def _source() -> str:
    """However the editor sends it: as JSON, as a form, or as the text itself."""
    if request.is_json:
        given: Any = request.get_json(silent=True)
        return str(given.get("source", "")) if isinstance(given, dict) else ""
    return request.form.get("source") or request.get_data(as_text=True)


@bp.get(f"{ROOT}/preview")
def preview_course(slug: str) -> ResponseReturnValue:
    """The course's own page, from which each module is looked at."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    return render_template(
        "authoring/preview_course.html",
        bench=bench,
        course=bench.checked.seen,
        starter_of=kinds.starter,
    )
