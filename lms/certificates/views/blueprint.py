"""The room's blueprint, and the certificate that each of its pages is about."""

from uuid import UUID

from flask import Blueprint, url_for
from flask_login import current_user

from lms.certificates import policies, queries, shown
from lms.certificates.queries import Shown
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.errors import lead_back

bp = Blueprint("certificates", __name__)
shown.enter(bp)
NOT_LISTING = say("Daftar sertifikat hanya dibuka bagi petugas kepegawaian dan penyelenggara.")
NOT_ISSUING = say("Halaman ini untuk penyelenggara dari instansi yang menerbitkan sertifikat ini.")


def find(certificate_id: UUID) -> Shown:
    """Raises NotFound for a certificate of which the person may not even know."""
    found = queries.certificate(certificate_id)
    if not policies.may_have(found, current_user.id):
        raise NotFound
    lead_back(url_for("certificates.index"), say("Kembali ke sertifikat saya"))
    return found
