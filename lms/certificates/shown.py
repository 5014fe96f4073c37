"""How certificates are told on pages."""

import json
from typing import Any

from flask import Blueprint
from markupsafe import Markup

from lms.certificates import queries
from lms.certificates.code import spaced
from lms.certificates.models import Bundle, CertificateStatus
from lms.foundation.database import AnyRow
from lms.foundation.language import Sentence, as_kept, say

STATUSES = {
    CertificateStatus.ISSUED: (say("Sah"), "done"),
    CertificateStatus.REVOKED: (say("Dicabut"), "danger"),
    CertificateStatus.REISSUED: (say("Diganti"), "warn"),
}
STEPS = {
    CertificateStatus.ISSUED: say("Diterbitkan"),
    CertificateStatus.REVOKED: say("Dicabut"),
    CertificateStatus.REISSUED: say("Diganti dengan yang baru"),
}


def status_name(status: CertificateStatus) -> Sentence:
    return STATUSES[status][0]


def status_kind(status: CertificateStatus) -> str:
    """Of the tag."""
    return STATUSES[status][1]


def certificate_step(status: CertificateStatus) -> Sentence:
    return STEPS[status]


def certificates_of(person_id: int) -> dict[int, AnyRow]:
    """A person's certificates by their enrolments, for lists of what they completed."""
    return {each.enrolment_id: each for each in queries.own(person_id)}


def at_slashes(number: str) -> Markup:
    """A number that a narrow heading breaks behind its slashes, and nowhere else first."""
    return Markup("/<wbr>").join(number.split("/"))


def fault_of(bundle: Bundle) -> Any:
    """Why there is no file, as it was kept."""
    return as_kept(json.loads(bundle.fault)) if bundle.fault else ""


def enter(bp: Blueprint) -> None:
    for show in (status_name, status_kind, certificate_step, certificates_of, fault_of, at_slashes):
        bp.add_app_template_filter(show)
    bp.add_app_template_filter(spaced, "code_spaced")
