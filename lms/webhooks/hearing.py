"""Hears in lower rooms what is to be told, in the transaction in which it happens."""

from typing import Any

from lms.catalog.models import Course
from lms.certificates.actions import certificate_settled
from lms.certificates.models import Certificate, CertificateStatus
from lms.foundation.database import db
from lms.learning.actions import entered_run, left_course
from lms.learning.models import Enrolment
from lms.records.actions import completion_corrected, completion_recorded
from lms.records.models import Completion
from lms.webhooks.actions import put_down
from lms.webhooks.models import Event

SETTLED = {
    CertificateStatus.ISSUED: Event.CERTIFICATE_ISSUED,
    CertificateStatus.REVOKED: Event.CERTIFICATE_REVOKED,
}


@completion_recorded.connect
def hear_completion(completion: Completion) -> None:
    _tell_of(completion, Event.COMPLETION_RECORDED)


@completion_corrected.connect
def hear_correction(completion: Completion) -> None:
    _tell_of(completion, Event.COMPLETION_CORRECTED)


def _tell_of(completion: Completion, event: Event) -> None:
    """Where it stands in the register, so that its row can be asked for by cursor."""
    data: dict[str, Any] = {
        "completion_id": str(completion.id),
        "position": completion.position,
        "enrolment_id": completion.enrolment_id,
        "course": completion.course_slug,
    }
    if completion.replaces:
        data["replaces"] = str(completion.replaces)
    put_down(completion.agency_id, event, completion.person_id, data)


@certificate_settled.connect
def hear_certificate(certificate: Certificate, status: CertificateStatus) -> None:
    """One that another replaces is told by that one."""
    if status not in SETTLED:
        return
    data: dict[str, Any] = {
        "certificate_id": str(certificate.id),
        "completion_id": str(certificate.completion_id),
        "enrolment_id": certificate.enrolment_id,
        "edition": certificate.edition,
    }
    if certificate.replaces:
        data["replaces"] = str(certificate.replaces)
    put_down(certificate.agency_id, SETTLED[status], certificate.person_id, data)


@entered_run.connect
def hear_enrolment(enrolment: Enrolment) -> None:
    _tell_of_place(enrolment, Event.ENROLMENT_CREATED)


@left_course.connect
def hear_withdrawal(enrolment: Enrolment) -> None:
    _tell_of_place(enrolment, Event.ENROLMENT_WITHDRAWN)


def _tell_of_place(enrolment: Enrolment, event: Event) -> None:
    course = db.session.get_one(Course, enrolment.course_id)
    data = {"enrolment_id": enrolment.id, "run_id": enrolment.run_id, "course": course.slug}
    put_down(enrolment.agency_id, event, enrolment.person_id, data)
