"""A mandate as it stands: whom a draft would meet, how the people of a binding one stand."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog.reading.laws import citations
from lms.foundation import clock
from lms.foundation.audit import audit_aside
from lms.foundation.database import AnyRow
from lms.foundation.language import say
from lms.foundation.spreadsheets import csv_text
from lms.identity.queries import Scope, masked, units_within
from lms.mandates import actions, policies, queries
from lms.mandates.models import Mandate, MandateState
from lms.mandates.queries import PAGE, STANDINGS, Wanted
from lms.mandates.shown import STANDING_NAMES, rule_lines
from lms.mandates.views.blueprint import NOT_YOURS, bp, find, scope
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.paging import page_asked

HEAD = (
    *(say("Nama"), say("NIP"), say("Unit kerja"), say("Keadaan")),
    *(say("Sejak"), say("Tenggat"), say("Selesai pada")),
)


@bp.get("/mandates/<int:mandate_id>")
def one(mandate_id: int) -> ResponseReturnValue:
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    rule = queries.rule_of(found.id, found.agency_id)
    about = {
        "mandate": found,
        "course": queries.course_of(found.id),
        "rule": rule_lines(rule, queries.choices(within, found.agency_id)),
        "laws": [each.law.name for each in citations(found.legal_basis)],
        "words": _words(),
    }
    if found.state == MandateState.DRAFT:
        return _foretold(within, found, about)
    return _followed(within, found, about)


def _foretold(within: Scope, found: Mandate, about: dict[str, object]) -> str:
    meant = queries.meant(found)
    page = page_asked()
    people, total = queries.list_met(within, meant, _words(), page)
    return render_template(
        "mandates/draft.html",
        **about,
        told=queries.foretell(meant),
        people=people,
        **_paged(page, total, len(people)),
        turn=lambda page: url_for("mandates.one", mandate_id=found.id, page=page, q=_words()),
    )


def _followed(within: Scope, found: Mandate, about: dict[str, object]) -> str:
    units = units_within(within)
    wanted, unit = _wanted(units)
    page = page_asked()
    people, total = queries.list_duties(within, found.id, wanted, page)
    kept: dict[str, Any] = {
        "standing": wanted.standing or None,
        "unit": unit or None,
        "q": wanted.words or None,
    }
    return render_template(
        "mandates/one.html",
        **about,
        counted=queries.count_standings(found.id, within),
        steps=queries.mandate_steps(found.id),
        regret=found.ended_at is not None and clock.now() <= found.ended_at + actions.REGRET,
        wanted=wanted,
        unit=unit,
        units=units,
        standings=STANDINGS,
        people=people,
        kept=kept,
        **_paged(page, total, len(people)),
        turn=lambda page: url_for("mandates.one", mandate_id=found.id, page=page, **kept),
    )


def _paged(page: int, total: int, shown: int) -> dict[str, int]:
    first = (page - 1) * PAGE
    pages = max(1, -(-total // PAGE))
    return {"page": page, "pages": pages, "total": total, "first": first + 1, "last": first + shown}


def _words() -> str:
    return request.args.get("q", "")[:100].replace("\0", "").strip()


def _wanted(units: Sequence[AnyRow]) -> tuple[Wanted, int]:
    """What the address asks for; what makes no sense is passed over."""
    asked = request.args.get("unit", 0, type=int)
    unit = next((it for it in units if it.id == asked), None)
    standing = request.args.get("standing", "")
    path = unit.path if unit else ""
    wanted = Wanted(standing if standing in STANDINGS else "", path, _words())
    return wanted, unit.id if unit else 0


@bp.get("/mandates/<int:mandate_id>/export")
def export(mandate_id: int) -> ResponseReturnValue:
    """The list under the same filters, all pages of it; who took which bytes is kept."""
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    wanted, unit = _wanted(units_within(within))
    people = queries.list_every_duty(within, found.id, wanted)
    lines = (
        [
            *(it.name, masked(it.nip), it.unit, str(STANDING_NAMES[it.standing])),
            *(day.isoformat() if day else "" for day in (it.began_on, it.due_on, it.done_on)),
        ]
        for it in people
    )
    body = csv_text([map(str, HEAD), *lines]).encode()
    audit_aside(
        "exported",
        "mandate",
        found.id,
        actor_id=current_user.id,
        agency_id=current_user.agency_id,
        rows=len(people),
        sha256=sha256(body).hexdigest(),
        wanted={"standing": wanted.standing, "unit": unit, "words": "…" if wanted.words else ""},
    )
    return attachment(body, f"kewajiban-{found.id}-{clock.today()}.csv")
