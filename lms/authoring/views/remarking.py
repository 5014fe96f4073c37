"""A module as its readers will see it, with what referees and authors say of each paragraph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, kinds, queries
from lms.authoring.models import Remark
from lms.authoring.outline import Part
from lms.authoring.paragraphs import Paragraph, paragraphs
from lms.authoring.queries import Strand
from lms.authoring.remarked import remarked
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.authoring.views.modules import MODULE
from lms.authoring.views.preview import Seen, module_seen
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.foundation.text import initials, plain_text
from lms.identity.queries import names
from lms.web.access import ensure

REMARKS = f"{MODULE}/remarks"
LONGEST = 4000
EMPTY = say("Tulis catatannya lebih dahulu.")
TOO_LONG = say("Catatan ini terlalu panjang; paling banyak %(most)d huruf.", most=LONGEST)
MOVED = say("Modul ini berubah sejak halaman ini dibuka. Periksa lagi, lalu kirim.")


@dataclass(frozen=True)
class Typed:
    """What was sent and could not be taken."""

    place: str  # "p3" a paragraph, "q-loket-1" a question, "p0" all of it, "r7" an answer
    text: str = ""
    fault: Sentence | None = None


@dataclass(frozen=True)
class Reading:
    """One module at its referee."""

    bench: Bench
    part: Part
    seen: Seen | None
    page: list[Paragraph]

    @property
    def questions(self) -> dict[str, str]:
        asked = self.seen.module.questions if self.seen else ()
        return {each.identifier: str(each.content.get("heading", "")) for each in asked}

    @property
    def strands(self) -> list[Strand]:
        found = queries.strands(self.bench.manuscript.id)
        return [each for each in found if each.first.file_id == self.part.file.id]

    def anchor(self, place: str) -> actions.Anchor:
        """Raises NotFound for a place that the page does not have."""
        file = self.part.file
        if place.startswith("q-") and place[2:] in self.questions:
            return actions.Anchor(file, 0, self.questions[place[2:]], place[2:])
        number = int(place[1:]) if place[:1] == "p" and place[1:].isdecimal() else -1
        if number == 0:
            return actions.Anchor(file, 0, "")
        if not 0 < number <= len(self.page):
            raise NotFound
        return actions.Anchor(file, number, self.page[number - 1].text)


def _reading(bench: Bench, module_slug: str) -> Reading:
    part = bench.part(module_slug)
    seen = module_seen(bench, part, part.file.source or b"")
    return Reading(bench, part, seen, paragraphs(seen.module.html) if seen else [])


@bp.app_template_filter()
def said_by(found: Iterable[Remark], called: Mapping[int, str]) -> list[dict[str, object]]:
    """Remarks as the thread shows messages."""
    return [
        {
            "name": called[each.person_id],
            "initials": initials(called[each.person_id]),
            "mine": each.person_id == current_user.id,
            "at": each.at,
            "text": each.text,
        }
        for each in found
    ]


@bp.get(REMARKS)
def remarks(slug: str, module_slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    return _page(_reading(bench, module_slug), Typed(request.args.get("at", "")))


def _page(it: Reading, typed: Typed) -> str:
    found = it.strands
    people = {each.person_id for strand in found for each in strand.said}
    return render_template(
        "authoring/remarks.html",
        bench=it.bench,
        part=it.part,
        starter=kinds.starter(it.part.kind),
        seen=it.seen,
        page=it.page,
        remarked=remarked(found, it.page, it.questions),
        called=names(people | _settlers(found)),
        typed=typed,
        key=uuid4,
    )


def _settlers(found: Iterable[Strand]) -> set[int]:
    return {each.settled_by for each in found if each.settled_by is not None}


def _text() -> tuple[str, Sentence | None]:
    text = plain_text(request.form.get("text", "")).strip()
    return text, EMPTY if not text else TOO_LONG if len(text) > LONGEST else None


def _key() -> str:
    return request.form.get("key", "")[:80] or str(uuid4())


@bp.post(REMARKS)
def remark(slug: str, module_slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    it, place = _reading(bench, module_slug), request.form.get("at", "")
    text, fault = _text()
    if request.form.get("version", type=int) != it.part.file.version:
        fault = MOVED
    if fault:
        return _page(it, Typed(place, text, fault)), 422
    anchor = it.anchor(place)
    said = actions.remark(bench.manuscript, anchor, text, current_user.id, _key())
    return redirect(_address(slug, module_slug, said.id))


@bp.post(f"{REMARKS}/<int:remark_id>/answers")
def answer_remark(slug: str, module_slug: str, remark_id: int) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    first = queries.first_remark(bench.manuscript.id, remark_id)
    text, fault = _text()
    if fault:
        return _page(_reading(bench, module_slug), Typed(f"r{first.id}", text, fault)), 422
    actions.answer(bench.manuscript, first, text, current_user.id, _key())
    return redirect(_address(slug, module_slug, first.id))


@bp.post(f"{REMARKS}/<int:remark_id>/settling")
def settle_remark(slug: str, module_slug: str, remark_id: int) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    first = queries.first_remark(bench.manuscript.id, remark_id)
    settled = request.form.get("settled") == "1"
    actions.settle(bench.manuscript, first, current_user.id, settled=settled)
    return redirect(_address(slug, module_slug, first.id))


def _address(slug: str, module_slug: str, remark_id: int) -> str:
    at = {"slug": slug, "module_slug": module_slug, "_anchor": f"catatan-{remark_id}"}
    return url_for("authoring.remarks", **at)  # type: ignore[arg-type]  # Flask's own name
