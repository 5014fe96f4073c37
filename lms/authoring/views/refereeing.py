"""The way of a manuscript past its referees: handed in, called back, decided; and their desk."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, policies, queries
from lms.authoring.actions.refereeing import OWN_WORK
from lms.authoring.deciding import DecisionForm, ReasonForm, SubmissionForm
from lms.authoring.models import ManuscriptState
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find, open_bench
from lms.authoring.views.finishing import changes_of
from lms.foundation.database import start_writing
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity.queries import names
from lms.web.access import ensure
from lms.web.transaction import writes_late

REFEREEING = f"{ROOT}/refereeing"
NOT_YOUR_RULE = say("Aturan ini diubah penyelenggara program instansi pemilik kursus.")
NOT_YOUR_WORK = say("Naskah ditarik kembali oleh yang menulis atau menyerahkannya.")


@bp.get("/refereeing")
def refereeing_desk() -> ResponseReturnValue:
    ensure(policies.may_write_any(current_user.id), NOT_YOURS)
    found = queries.waiting(policies.reach_of(current_user.id))
    mine = queries.written_by(current_user.id, [each.manuscript_id for each in found])
    lifted = queries.lifted()
    barred = {
        each.manuscript_id
        for each in found
        if each.manuscript_id in mine and (each.agency_id, each.slug) not in lifted
    }
    called = names(each.by for each in found)
    return render_template(
        "authoring/referee_desk.html", waiting=found, barred=barred, called=called
    )


@bp.get(REFEREEING)
def refereeing(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    steps = queries.steps(bench.manuscript.id)
    return render_template(
        "authoring/refereeing.html",
        bench=bench,
        steps=steps,
        strands=_by_file(queries.strands(bench.manuscript.id)),
        called=names(each.person_id for each in steps if each.person_id),
        others=others_of(bench, handed_in=True),
        may_decide=policies.may_decide(current_user.id, bench.manuscript),
        may_recall=policies.may_recall(current_user.id, bench.manuscript),
        may_demand=policies.may_demand(current_user.id, bench.agency_id, slug),
    )


def _by_file(found: list[queries.Strand]) -> dict[int, list[queries.Strand]]:
    made: dict[int, list[queries.Strand]] = {}
    for each in found:
        made.setdefault(each.first.file_id, []).append(each)
    return made


def others_of(bench: Bench, *, handed_in: bool) -> list[str]:
    """Who may decide on it; nobody is left where all of them wrote it.

    Until it is handed in, whoever looks would be the one who does that.
    """
    able = queries.referees(bench.agency_id, bench.slug)
    if bench.demands_two:
        able -= queries.writers(bench.manuscript) | (set() if handed_in else {current_user.id})
    return sorted(names(able).values())


@bp.route(f"{REFEREEING}/submission", methods=["GET", "POST"])
@writes_late
def submit(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    form, checked = SubmissionForm(), bench.checked
    if form.validate_on_submit() and checked.course:
        start_writing()
        actions.submit(bench.manuscript, checked, current_user.id, form.note.data or "")
        flash(str(say("Naskah diserahkan untuk ditelaah.")))
        return redirect(bench.refereeing_address)
    page = render_template(
        "authoring/submission.html",
        bench=bench,
        form=form,
        others=others_of(bench, handed_in=False),
    )
    return page, 422 if form.errors else 200


@bp.route(f"{REFEREEING}/recall", methods=["GET", "POST"])
def recall(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    ensure(policies.may_recall(current_user.id, bench.manuscript), NOT_YOUR_WORK)
    if request.method == "GET":
        return render_template("authoring/recall.html", bench=bench)
    actions.recall(bench.manuscript, current_user.id)
    flash(str(say("Naskah kembali ke penulisan. Catatan penelaah tetap ada.")))
    return redirect(bench.refereeing_address)


@bp.route(f"{REFEREEING}/decision", methods=["GET", "POST"])
@writes_late
def decide(slug: str) -> ResponseReturnValue:
    """The files that the form was shown with are those that are approved."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    ensure(policies.may_decide(current_user.id, bench.manuscript), OWN_WORK)
    form, checked = DecisionForm(data={"seal": bench.checked.seal}), bench.checked
    waits = bench.manuscript.state == ManuscriptState.REFEREED
    if form.validate_on_submit():
        start_writing()
        try:
            return _decided(bench, form)
        except (Conflict, Invalid) as refusal:
            if not waits:
                raise
            form.verdict.errors = [str(refusal.sentence)]
    page = render_template(
        "authoring/decision.html",
        bench=bench,
        form=form,
        waits=waits,
        changes=changes_of(bench),
        unsettled=[it for it in queries.strands(bench.manuscript.id) if not it.settled_by],
        changed=form.seal.data != checked.seal,
    )
    return page, 422 if form.errors else 200


def _decided(bench: Bench, form: DecisionForm) -> ResponseReturnValue:
    note = form.note.data or ""
    if form.verdict.data == "return":
        actions.send_back(bench.manuscript, current_user.id, note)
        flash(str(say("Naskah dikembalikan kepada penulisnya.")))
    else:
        seen = bench.checked.as_seen(form.seal.data or "")
        actions.approve(bench.manuscript, seen, current_user.id, note)
        flash(str(say("Naskah disetujui dan dapat diterbitkan.")))
    return redirect(bench.refereeing_address)


@bp.route(f"{REFEREEING}/rule", methods=["GET", "POST"])
def rule(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    ensure(policies.may_demand(current_user.id, bench.agency_id, slug), NOT_YOUR_RULE)
    form, now = ReasonForm(), bench.demands_two
    if form.validate_on_submit():
        wanted, reason = request.form.get("two_people") == "1", form.note.data or ""
        actions.demand(slug, bench.agency_id, current_user.id, reason, two_people=wanted)
        flash(str(say("Aturan telaah kursus ini tersimpan.")))
        return redirect(bench.address)
    page = render_template("authoring/rule.html", bench=bench, form=form, demanded=now)
    return page, 422 if form.errors else 200
