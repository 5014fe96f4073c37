"""Two texts side by side: of two people who wrote at once, or of a manuscript and its course."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front
from lms.authoring.differing import Differing, differing
from lms.authoring.joining import Joined, join
from lms.authoring.merging import Side, Step, Verdict
from lms.authoring.models import ManuscriptFile
from lms.authoring.outline import title_of
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.foundation.database import drop
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.identity.queries import names
from lms.web.access import ensure


@dataclass(frozen=True)
class Late:
    """A save that somebody else was ahead of."""

    file: ManuscriptFile  # as they left it
    base: bytes | None  # what the person wrote on top of; none where that was let go
    write: Callable[[bytes], bytes]  # a text of the file, as the person wants it
    back: str
    to: str  # where the text of the whole file is saved

    @property
    def mine(self) -> bytes:
        return self.write(self.theirs if self.base is None else self.base)

    @property
    def theirs(self) -> bytes:
        return self.file.source or b""


def overtaken(bench: Bench, late: Late) -> ResponseReturnValue:
    """Both as one text where they lie apart, else both; nothing is kept before it was seen."""
    drop()  # what was begun: comparing long texts takes seconds, in which others write
    joined = join(late.base, late.mine, late.theirs) if late.base is not None else None
    text = joined and joined.text
    if text == front.text_of(late.theirs):
        flash(str(say("Yang Anda kirim sudah ada dalam naskah.")))
        return redirect(late.back)
    file, called = late.file, names([late.file.changed_by] if late.file.changed_by else [])
    page = render_template(
        "authoring/overtaken.html" if text is None else "authoring/joined.html",
        bench=bench,
        late=late,
        title=title_of(file.path, file.source),
        name=called.get(file.changed_by or 0, ""),
        joined=joined,
        differing=differing(file.path, late.theirs, late.mine) if text is None else None,
        text=front.text_of(late.mine) if text is None else text,
    )
    return page, 409


@dataclass(frozen=True)
class Asked:
    """A file that both sides changed."""

    step: Step
    differing: Differing | None  # none for media, which has no words
    joined: Joined | None  # where what they did lies apart

    @property
    def title(self) -> Sentence | str:
        known = self.step.mine or self.step.theirs or self.step.base
        return title_of(self.step.path, known.source if known else None)


@bp.route(f"{ROOT}/base", methods=["GET", "POST"])
def rebase(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    if bench.course is None or bench.is_on_top:
        raise Conflict
    if request.method == "GET":
        return _page(bench)
    try:
        seen = request.form.get("revision", 0, type=int)
        actions.take_over(bench.manuscript, seen, _chosen(), current_user.id)
    except Invalid as refusal:
        return _page(bench, refusal.sentence), 422
    flash(str(say("Perubahan diambil. Periksa naskahnya, lalu terbitkan.")))
    return redirect(url_for("authoring.bench", slug=slug))


def _chosen() -> dict[str, Verdict]:
    """Raises NotFound for an answer that the form does not offer."""
    given = {key.partition(":")[2]: it for key, it in request.form.items() if key[:5] == "file:"}
    try:
        found = {key: Verdict(it) for key, it in given.items()}
    except ValueError:
        raise NotFound from None
    return {key: it for key, it in found.items() if it != Verdict.ASKS}


def _page(bench: Bench, fault: Sentence | str = "") -> str:
    found = actions.compared(bench.manuscript)
    return render_template(
        "authoring/rebase.html",
        bench=bench,
        taken=[Asked(it, None, None) for it in found if it.verdict == Verdict.THEIRS],
        asked=[_asked(it) for it in found if it.verdict == Verdict.ASKS],
        revision=bench.course.revision_id if bench.course else None,
        chosen=request.form,
        fault=fault,
    )


def _asked(step: Step) -> Asked:
    if any(each and each.digest for each in (step.mine, step.theirs)):
        return Asked(step, None, None)
    shown = differing(step.path, _source(step.theirs), _source(step.mine))
    return Asked(step, shown, step.joined)


def _source(side: Side | None) -> bytes:
    return (side and side.source) or b""
