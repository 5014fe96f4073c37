"""Two texts side by side: of two people who wrote at once, or of a manuscript and its course."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, front
from lms.authoring.merging import Side, Step, Verdict
from lms.authoring.models import ManuscriptFile
from lms.authoring.outline import title_of
from lms.authoring.sides import Sides, side_by_side
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.identity.queries import names
from lms.web.access import ensure


def overtaken(
    bench: Bench, file: ManuscriptFile, mine: bytes, back: str, to: str
) -> ResponseReturnValue:
    """Both texts, and a third that is saved in their place; nothing was overwritten."""
    theirs = file.source or b""
    called = names([file.changed_by] if file.changed_by else [])
    page = render_template(
        "authoring/overtaken.html",
        bench=bench,
        file=file,
        title=title_of(file.path, file.source),
        name=called.get(file.changed_by or 0, ""),
        sides=side_by_side(front.text_of(theirs), front.text_of(mine)),
        mine=front.text_of(mine),
        back=back,
        to=to,
    )
    return page, 409


@dataclass(frozen=True)
class Asked:
    """A file that both sides changed."""

    step: Step
    sides: Sides | None  # none for media, which has no words

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
        taken=[Asked(it, None) for it in found if it.verdict == Verdict.THEIRS],
        asked=[_asked(it) for it in found if it.verdict == Verdict.ASKS],
        revision=bench.course.revision_id if bench.course else None,
        chosen=request.form,
        fault=fault,
    )


def _asked(step: Step) -> Asked:
    if any(each and each.digest for each in (step.mine, step.theirs)):
        return Asked(step, None)
    return Asked(step, side_by_side(_text(step.theirs), _text(step.mine)))


def _text(side: Side | None) -> str:
    return front.text_of(side.source or b"") if side else ""
