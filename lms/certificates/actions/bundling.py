"""Asking for many certificates as one file."""

from collections.abc import Sequence
from uuid import UUID

from lms.certificates.models import Bundle
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import say

JOB = "certificates.bundle"
MOST = 1000


def ask_for_bundle(agency_id: int, certificate_ids: Sequence[UUID], by: int) -> Bundle:
    """Raises Invalid for none, or more than one file should hold."""
    if not 1 <= len(certificate_ids) <= MOST:
        raise Invalid(
            say("Satu berkas ZIP memuat 1 sampai %(most)d sertifikat. Saringlah dulu.", most=MOST)
        )
    asked = Bundle(
        agency_id=agency_id,
        person_id=by,
        asked_at=clock.now(),
        certificates=[str(each) for each in certificate_ids],
    )
    db.session.add(asked)
    db.session.flush()
    enqueue(JOB, bundle_id=asked.id)
    many = len(certificate_ids)
    audit("asked", "certificate-bundle", asked.id, actor_id=by, agency_id=agency_id, many=many)
    return asked
