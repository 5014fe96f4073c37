"""Codes for people who have no password yet: on paper for a whole unit, or by letter."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity import actions as people
from lms.identity import queries as identity
from lms.identity.queries import Scope
from lms.roster import policies
from lms.roster.views.blueprint import NOT_YOURS, bp
from lms.web.access import ensure

MOST = 500  # slips of one print; the next one goes on with whoever has no code yet
GROUP = 4


@dataclass(frozen=True)
class Chosen:
    """A unit with all below it, of the visitor's agencies."""

    scope: Scope
    units: Any
    unit: Any

    @property
    def path(self) -> str:
        return str(self.unit.path) if self.unit else "/"


def _chosen(asked: str) -> Chosen:
    scope = Scope(agencies=policies.agencies_of(current_user.id))
    units = identity.units_within(scope)
    unit = next((it for it in units if str(it.id) == asked), None)
    if asked and unit is None:
        raise NotFound(say("Unit itu tidak ada dalam instansi Anda."))
    return Chosen(scope, units, unit)


@bp.get("/roster/activation")
def waiting() -> ResponseReturnValue:
    """How many wait for a code, in a unit or in all."""
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    chosen = _chosen(request.args.get("unit", ""))
    return render_template(
        "roster/waiting.html",
        chosen=chosen,
        options={str(it.id): _indented(it) for it in chosen.units},
        counts=identity.count_newcomers(chosen.scope, chosen.path),
        most=MOST,
        days=people.LASTS.days,
    )


def _indented(unit: Any) -> str:
    return str("\u00a0\u00a0" * (unit.path.count("/") - 2) + unit.name)


@bp.post("/roster/activation/slips")
def slips() -> ResponseReturnValue:
    """The codes are on this page alone: only what they come to is kept."""
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    chosen = _chosen(request.form.get("unit", ""))
    again = bool(request.form.get("again"))
    found = identity.list_newcomers(chosen.scope, chosen.path, again=again, limit=MOST)
    made: dict[int, str] = {}
    for agency_id in {it.agency_id for it in found}:  # whose trail tells of it
        here = [it.id for it in found if it.agency_id == agency_id]
        secret = current_app.config["SECRET_KEY"]
        made |= people.issue_codes(here, secret, current_user.id, agency_id)
    return render_template(
        "roster/slips.html",
        chosen=chosen,
        people=found,
        codes={person_id: _grouped(code) for person_id, code in made.items()},
        address=f"{current_app.config['SETTINGS'].base_url}/activate",
        ends=clock.local_date(clock.now() + people.LASTS),
    )


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


@bp.post("/roster/activation/letters")
def letters() -> ResponseReturnValue:
    """A letter with a code to each whose address is known."""
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    chosen = _chosen(request.form.get("unit", ""))
    again = bool(request.form.get("again"))
    found = identity.list_newcomers(chosen.scope, chosen.path, again=again, limit=10 * MOST)
    known = [it.id for it in found if it.email]
    people.invite(known, current_user.id, clock.now())
    flash(str(say("%(count)d surat dengan kode sedang dikirim.", count=len(known))))
    unit = chosen.unit.id if chosen.unit else None
    return redirect(url_for("roster.waiting", unit=unit))
