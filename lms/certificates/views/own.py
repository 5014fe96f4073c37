"""One's own certificates, and the file of one."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.certificates import policies, queries
from lms.certificates.badge import badge_of
from lms.certificates.keeping import pdf_of
from lms.certificates.models import CertificateStatus
from lms.certificates.queries import Shown
from lms.certificates.views.blueprint import bp, find
from lms.certificates.working import name_of
from lms.foundation.errors import Gone
from lms.foundation.language import say
from lms.web.access import ensure, signed_in
from lms.web.downloads import attachment


@bp.get("/certificates")
@signed_in
def index() -> ResponseReturnValue:
    return render_template("certificates/index.html", certificates=queries.own(current_user.id))


@bp.get("/certificates/<uuid:certificate_id>/pdf")
def pdf(certificate_id: UUID) -> ResponseReturnValue:
    one = find(certificate_id)
    ensure(policies.may_have(one, current_user.id))
    _ensure_valid(one)
    return attachment(pdf_of(one), name_of(one), "application/pdf")


@bp.get("/certificates/<uuid:certificate_id>/badge")
def badge(certificate_id: UUID) -> ResponseReturnValue:
    """The same as an Open Badge."""
    one = find(certificate_id)
    ensure(policies.may_have(one, current_user.id))
    _ensure_valid(one)
    name = name_of(one).removesuffix("pdf") + "jwt"
    return attachment(badge_of(one), name, "application/vc+jwt")


def _ensure_valid(one: Shown) -> None:
    """Its person has it while it is valid; officers, whatever became of it."""
    if one.status != CertificateStatus.ISSUED and not policies.may_oversee(one, current_user.id):
        raise Gone(say("Sertifikat ini sudah dicabut atau diganti. Tanyakan kepada penyelenggara."))
