"""A completion gets its certificate: at once by a standing decision, or by an officer's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from blinker import Signal
from sqlalchemy import select

from lms.certificates import code, numbers, queries
from lms.certificates.actions.counting import next_number
from lms.certificates.actions.snapshot import organiser_of, person_of, subjects_of
from lms.certificates.models import (
    Certificate,
    CertificatePerson,
    CertificateStatus,
    CertificateStep,
    Decision,
    Numbering,
    Signing,
)
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.records.actions import completion_recorded, hold_certificates, note_certificate
from lms.records.models import Completion
from lms.seals.actions import ensure_key

# Sent with the certificate and its new status, in the same transaction.
certificate_settled = Signal()
MOST = 1000  # in one release, so that other writers need not wait long


@dataclass(frozen=True)
class Rules:
    """What a certificate of today rests on."""

    numbering: Numbering
    signing: Signing


@dataclass(frozen=True)
class Grounds:
    """By whose word a certificate is issued, or by which decision; and in place of which one."""

    by: int | None = None
    decision: Decision | None = None
    before: Certificate | None = None


def rules_of(agency_id: int) -> Rules | None:
    """Those of today; nothing where an agency has not said how it numbers, or who signs."""
    day = clock.today()
    numbering, signing = queries.numbering(agency_id, day), queries.signing(agency_id, day)
    return Rules(numbering, signing) if numbering and signing else None


@completion_recorded.connect
def follow_completion(completion: Completion) -> Certificate | None:
    """At once, where a standing decision says so; a rule that is missing keeps nobody's completion.

    What is not issued here waits for an officer.
    """
    issuer = queries.issuer_of(completion.enrolment_id)
    decision = queries.decision(issuer, completion.course_id)
    if decision is None or not decision.at_once or rules_of(issuer) is None:
        return None
    return issue(completion, Grounds(decision=decision))


def release(scope: Scope, completion_ids: Sequence[UUID], by: int) -> list[Certificate]:
    """Issue what still waits of these; what another officer has released meanwhile stays theirs."""
    if len(completion_ids) > MOST:
        raise Conflict(say("Paling banyak %(most)d sertifikat sekali terbit.", most=MOST))
    waiting = queries.waiting_among(scope, completion_ids, by)
    chosen = [db.session.get_one(Completion, each) for each in waiting]
    # All locks before the first number, in one order: two officers at once never wait in a ring.
    for each in chosen:
        _hold(each.enrolment_id)
    return [issue(each, Grounds(by=by)) for each in chosen]


def issue(completion: Completion, grounds: Grounds) -> Certificate:
    """The certificate of a completion; asked again, the one that there is.

    Raises Conflict where the agency cannot issue, or the person's text was taken away by law.
    """
    _hold(completion.enrolment_id)
    held = queries.newest(completion.enrolment_id)
    if held is not None and grounds.before is None:
        return held
    issuer = queries.issuer_of(completion.enrolment_id)
    person = person_of(completion)
    rules = rules_of(issuer)
    if rules is None:
        raise Conflict(
            say("Pola nomor dan penanda tangan belum diatur. Aturlah dulu, lalu terbitkan.")
        )
    ensure_key(issuer)  # its paper is sealed when somebody only reads, and then none can be made
    return _write(completion, person, issuer, rules, grounds)


def _hold(enrolment_id: int) -> None:
    """Two that issue for one enrolment come one after the other."""
    held = select(Enrolment.id).where(Enrolment.id == enrolment_id)
    db.session.execute(held.with_for_update(key_share=True))


def _write(
    completion: Completion, person: CertificatePerson, issuer: int, rules: Rules, grounds: Grounds
) -> Certificate:
    day, subjects = clock.today(), subjects_of(completion)
    organiser = organiser_of(completion.enrolment_id)
    hold_certificates()
    sequence = next_number(issuer, day.year)
    written = Certificate(
        id=uuid4(),
        agency_id=issuer,
        number=_number(rules.numbering, sequence),
        year=day.year,
        sequence=sequence,
        code=code.drawn(),
        enrolment_id=completion.enrolment_id,
        edition=grounds.before.edition + 1 if grounds.before else 1,
        completion_id=completion.id,
        person_id=completion.person_id,
        course_id=completion.course_id,
        issued_at=clock.now(),
        issued_on=day,
        issued_by=grounds.by,
        numbering_id=rules.numbering.id,
        signing_id=rules.signing.id,
        decision_id=grounds.decision.id if grounds.decision else None,
        organiser=organiser,
        subjects=subjects,
        replaces=grounds.before.id if grounds.before else None,
    )
    db.session.add(written)
    db.session.flush()  # before what refers to it
    person.certificate_id = written.id
    db.session.add(person)
    note_step(written, CertificateStatus.ISSUED, "", grounds.by)
    return written


def _number(numbering: Numbering, sequence: int) -> str:
    parts = numbers.Parts(numbering.classification, numbering.office)
    return numbers.written(numbering.pattern, parts, sequence, clock.today())


def note_step(
    certificate: Certificate, status: CertificateStatus, reason: str, by: int | None
) -> None:
    """What became of it, told to the register and the trail."""
    facts = {"certificate_id": certificate.id, "status": status, "reason": reason, "by": by}
    db.session.add(CertificateStep(**facts, at=clock.now()))
    note_certificate(certificate.enrolment_id, certificate.number, status)
    audit(
        f"{status.value}-certificate",
        "certificate",
        certificate.id,
        actor_id=by,
        agency_id=certificate.agency_id,
        number=certificate.number,
        reason=reason,
    )
    db.session.flush()
    certificate_settled.send(certificate, status=status)
