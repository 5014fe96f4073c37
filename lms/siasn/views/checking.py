"""What is ready, what is not and why; and one record with all that became of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.siasn import actions, asked, policies, queries, shown
from lms.siasn.asked import Asked
from lms.siasn.forms import MendedForm
from lms.siasn.models import EntryState
from lms.siasn.queries import Laid, Missing
from lms.siasn.views.blueprint import NOT_YOURS, bp, is_on, keeping, rules_today, within
from lms.siasn.wording import LACKS, STANDINGS
from lms.web.access import ensure
from lms.web.paging import page_asked

YEARS = 5  # that can be chosen


@bp.get("/siasn")
def index() -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    scope, rules = within(agency_id), rules_today(agency_id)
    wish = asked.read(request.args)
    counts, lacking = queries.list_counts(scope, rules, wish.wanted)
    total = _total(wish, counts, lacking) or queries.list_size(scope, rules, wish.wish)
    pages = max(1, -(-total // queries.PAGE))
    wish = wish.but(page=page_asked(pages))
    return render_template(
        "siasn/index.html",
        rows=queries.list_records(scope, rules, wish.wish, wish.page),
        wish=wish,
        counts=counts,
        lacking={each: many for each, many in lacking.items() if many},
        ready=counts[queries.Standing.READY],
        standings=STANDINGS,
        reasons=LACKS,
        total=total,
        pages=pages,
        years=range(clock.today().year, clock.today().year - YEARS, -1),
        chosen="all" in request.args,
        on=is_on(agency_id),
        rule=rules.agency,
        address=_address,
    )


def _total(
    wish: Asked, counts: dict[queries.Standing, int], lacking: dict[Missing, int]
) -> int | None:
    """As it was counted already, where that was the question."""
    if wish.missing:
        return None
    return counts[wish.standing] if wish.standing else sum(counts.values())


def _address(wish: Asked) -> str:
    return url_for("siasn.index", **wish.address())


@bp.route("/siasn/records/<int:enrolment_id>", methods=["GET", "POST"])
def record(enrolment_id: int) -> ResponseReturnValue:
    """Its way so far; what was mended in SIASN by hand is told here."""
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    found, laid = _find(agency_id, enrolment_id)
    form = MendedForm()
    if form.validate_on_submit():
        try:
            actions.mark_by_hand(enrolment_id, laid, form.mended(), current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Dicatat. Riwayatnya ada di bawah.")))
            return redirect(url_for("siasn.record", enrolment_id=enrolment_id))
    entry = queries.entry(enrolment_id)
    page = render_template(
        "siasn/record.html",
        one=found,
        entry=entry,
        laid=laid,
        form=form,
        steps=queries.steps_of(enrolment_id),
        differences=shown.differences(entry.sent, laid.fields) if entry and entry.sent else [],
        mendable=entry is not None and entry.state not in {EntryState.NEW, EntryState.SENDING},
        on=is_on(agency_id),
    )
    return page, 422 if form.errors else 200


def _find(agency_id: int, enrolment_id: int) -> tuple[AnyRow, Laid]:
    rules = rules_today(agency_id)
    found = queries.one_of(within(agency_id), rules, enrolment_id)
    laid = queries.laid_out(agency_id, rules, [enrolment_id]).get(enrolment_id)
    if found is None or laid is None:
        raise NotFound
    return found, laid
