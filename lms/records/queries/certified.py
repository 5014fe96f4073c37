"""The certificate of a record: what the room of certificates told, else what came with it."""

from sqlalchemy import case, func

from lms.records.models import Certified, Completion

ISSUED = "issued"
NUMBER = func.coalesce(Certified.number, Completion.certificate_number)
STATUS = func.coalesce(Certified.status, Completion.certificate_status)
# Nothing where it was taken back: others would take its number for a valid one.
VALID_NUMBER = case((func.coalesce(Certified.status, ISSUED) == ISSUED, NUMBER))
JOINED = (Certified, Certified.enrolment_id == Completion.enrolment_id)  # corrections keep it
