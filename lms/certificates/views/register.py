"""The register of certificates at the desk of officers, and many of them as one file."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.certificates import actions, policies, queries, working
from lms.certificates.actions.bundling import MOST
from lms.certificates.models import Bundle, BundleState, CertificateStatus
from lms.certificates.queries import Wanted
from lms.certificates.views.blueprint import NOT_LISTING, bp
from lms.foundation.database import db
from lms.foundation.errors import Gone, NotFound
from lms.foundation.language import say
from lms.web.access import ensure

LONGEST_WORDS = 100


@bp.get("/certificates/register")
def register() -> ResponseReturnValue:
    scope = queries.scope_of(current_user.id)
    ensure(policies.may_list(scope), NOT_LISTING)
    wanted = _wanted(request.args)
    size = queries.list_size(scope, wanted)
    pages = max(1, -(-size // queries.PAGE))
    page = min(_number(request.args.get("page", "")) or 1, pages)
    courses, years = queries.list_choices(scope)
    return render_template(
        "certificates/register.html",
        rows=queries.list_certificates(scope, wanted, page),
        wanted=wanted,
        size=size,
        page=page,
        pages=pages,
        first=(page - 1) * queries.PAGE + 1,
        courses={each.course_id: each.title for each in courses},
        years=years,
        asked=_address(wanted),
        most=MOST,
        waiting=queries.count_waiting(scope, current_user.id),
        may_issue=policies.may_issue(current_user.agency_id, current_user.id),
        bundles=queries.bundles_of(current_user.id),
    )


@bp.post("/certificates/bundles")
def ask_for_bundle() -> ResponseReturnValue:
    """Those that the register shows under the same filters, all pages of them."""
    scope = queries.scope_of(current_user.id)
    ensure(policies.may_list(scope), NOT_LISTING)
    wanted = queries.list_ids(scope, _wanted(request.form), MOST + 1)
    asked = actions.ask_for_bundle(current_user.agency_id, wanted, current_user.id)
    flash(str(say("Berkas ZIP sedang disusun. Halaman ini memperbarui diri.")))
    return redirect(url_for("certificates.bundle", bundle_id=asked.id))


@bp.get("/certificates/bundles/<int:bundle_id>")
def bundle(bundle_id: int) -> ResponseReturnValue:
    """How far it is; browsers fetch it anew by a header, so without scripts too."""
    asked = _found(bundle_id)
    ensure(policies.may_take(asked, current_user.id), NOT_LISTING)
    page = render_template("certificates/bundle.html", bundle=asked, days=working.KEPT.days)
    headers = {"Refresh": "2"} if asked.state == BundleState.MAKING else {}
    return page, 200, headers


@bp.get("/certificates/bundles/<int:bundle_id>/zip")
def bundle_file(bundle_id: int) -> ResponseReturnValue:
    asked = _found(bundle_id)
    ensure(policies.may_take(asked, current_user.id), NOT_LISTING)
    path = working.path_of(asked.id).resolve()
    if asked.state != BundleState.READY or not path.exists():
        raise Gone(say("Berkas ZIP ini tidak disimpan lagi. Mintalah yang baru dari register."))
    name = f"sertifikat-{asked.asked_at:%Y%m%d}-{asked.id}.zip"
    return send_file(path, "application/zip", as_attachment=True, download_name=name)


def _found(bundle_id: int) -> Bundle:
    found = db.session.get(Bundle, bundle_id)
    if found is None or found.person_id != current_user.id:
        raise NotFound
    return found


def _wanted(given: Mapping[str, str]) -> Wanted:
    """What is asked; what no page of ours would have sent asks for nothing."""
    status = given.get("status", "")
    return Wanted(
        words=" ".join(given.get("q", "")[:LONGEST_WORDS].split()),
        year=_number(given.get("year", "")),
        status=CertificateStatus(status) if status in set(CertificateStatus) else None,
        course_id=_number(given.get("course", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _address(wanted: Wanted) -> dict[str, Any]:
    """The filters in force, as the address says them."""
    named = {"words": "q", "course_id": "course"}
    return {named.get(name, name): it for name, it in asdict(wanted).items() if it}
