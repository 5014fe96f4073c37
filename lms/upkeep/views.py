"""Background work: what waits, what runs and how far it is, what failed; try again, or cancel."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock, jobs, trail
from lms.foundation.errors import NotFound
from lms.foundation.jobs import Job
from lms.foundation.language import Sentence, say
from lms.identity import policies
from lms.upkeep import kinds, queries
from lms.upkeep.queries import Standing, Wanted
from lms.web.access import ensure
from lms.web.errors import lead_back
from lms.web.paging import page_asked

bp = Blueprint("upkeep", __name__)
NOT_YOURS = say("Halaman ini hanya dibuka bagi administrator seluruh instansi.")
STANDINGS = {
    Standing.WAITING: say("Menunggu"),
    Standing.RUNNING: say("Sedang dikerjakan"),
    Standing.FAILED: say("Gagal"),
    Standing.CANCELLED: say("Dibatalkan"),
    Standing.DONE: say("Selesai"),
}
COLOURS = {Standing.RUNNING: "info", Standing.FAILED: "danger", Standing.DONE: "done"}


def _lead_back() -> None:
    lead_back(url_for("upkeep.work"), say("Kembali ke pekerjaan latar"))


def _find(job_id: int) -> Job:
    found = queries.job_of(job_id)
    if found is None:
        raise NotFound(say("Pekerjaan itu tidak ada lagi; riwayatnya disimpan 30 hari."))
    return found


def _address(wanted: Wanted, page: int = 1) -> str:
    state = wanted.standing.value if wanted.standing else None
    later = page if page > 1 else None
    return url_for("upkeep.work", state=state, kind=wanted.kind or None, page=later)


def _wanted() -> Wanted:
    state = request.args.get("state", "")
    standing = Standing(state) if state in set(Standing) else None
    return Wanted(standing, request.args.get("kind", "")[:100])


@bp.get("/jobs")
def work() -> ResponseReturnValue:
    ensure(policies.may_follow_jobs(current_user.id), NOT_YOURS)
    _lead_back()
    wanted, seen = _wanted(), jobs.seen_last()
    total = queries.jobs_total(wanted)
    pages = max(1, -(-total // queries.PAGE))
    page = page_asked(pages)
    return render_template(
        "upkeep/work.html",
        **_words(),
        wanted=wanted,
        address=_address,
        counts=queries.counts(),
        kinds={each: kinds.title(each) for each in queries.kinds_kept()},
        rows=queries.jobs_page(wanted, page),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * queries.PAGE + 1,
        works=seen is not None and clock.now() - seen < jobs.MISSED,
        head=trail.head(),
        unsealed=trail.unsealed_since(),
    )


def _words() -> dict[str, object]:
    said: dict[str, object] = {
        "title": kinds.title,
        "plainly": kinds.plainly,
        "program": kinds.without_names,
    }
    said |= {"closed": jobs.is_closed}
    return said | {"standings": STANDINGS, "colours": COLOURS, "standing_of": queries.standing_of}


@bp.route("/jobs/<int:job_id>/again", methods=["GET", "POST"])
def again(job_id: int) -> ResponseReturnValue:
    ensure(policies.may_follow_jobs(current_user.id), NOT_YOURS)
    return _confirmed(job_id, "again", jobs.try_again, say("Pekerjaan masuk antrean lagi."))


@bp.route("/jobs/<int:job_id>/cancellation", methods=["GET", "POST"])
def cancel(job_id: int) -> ResponseReturnValue:
    ensure(policies.may_follow_jobs(current_user.id), NOT_YOURS)
    said = say("Pembatalan dicatat. Yang sedang berjalan berhenti sebentar lagi.")
    return _confirmed(job_id, "cancel", jobs.cancel, said)


def _confirmed(
    job_id: int, act: str, do: Callable[[int, int, int], None], said: Sentence
) -> ResponseReturnValue:
    """Asked first, then done."""
    _lead_back()
    found = _find(job_id)
    if request.method != "POST":
        return render_template("upkeep/confirm.html", act=act, job=found, **_words())
    do(job_id, current_user.id, current_user.agency_id)
    flash(str(said))
    return redirect(url_for("upkeep.work"))
