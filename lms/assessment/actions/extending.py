"""Giving one person more of a quiz: more minutes, more attempts, a later close."""

from sqlalchemy import select

from lms.assessment import queries
from lms.assessment.actions.ending import end_if_overdue
from lms.assessment.actions.standing import record_standing
from lms.assessment.models import Extension
from lms.assessment.rules import Quiz
from lms.assessment.rules.extensions import Extra, Grounds, ensure_sound
from lms.catalog.library import page
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.learning.actions import held_enrolment
from lms.learning.models import Enrolment, EnrolmentState


def extend(enrolment_id: int, slug: str, extra: Extra, grounds: Grounds) -> Extension:
    """Give more; also an attempt that is open ends later from now on, and never earlier.

    Raises Invalid for what cannot be given, Conflict where the person has left the course.
    """
    ensure_sound(extra, grounds.reason)
    enrolment = held_enrolment(enrolment_id)
    return _given_so(enrolment_id, slug, extra, grounds) or _give(enrolment, slug, extra, grounds)


def _given_so(enrolment_id: int, slug: str, extra: Extra, grounds: Grounds) -> Extension | None:
    """The same, where it is what was given last: a second click gives nothing more."""
    wanted = select(Extension).where(
        Extension.enrolment_id == enrolment_id, Extension.module_slug == slug
    )
    last = db.session.scalar(wanted.order_by(Extension.id.desc()).limit(1))
    if last is None or last.withdrawn:
        return None
    same = Extra(last.minutes, last.attempts, last.closes_at), Grounds(last.reason, last.given_by)
    return last if same == (extra, grounds) else None


def withdraw_extension(enrolment_id: int, slug: str, grounds: Grounds) -> Extension:
    """Take back what is not used yet; an open attempt keeps the time that it has.

    Raises Conflict where nothing is given, Invalid without a reason.
    """
    if not grounds.reason:
        raise Invalid(None, {"reason": say("Tulis alasannya; peserta membacanya.")})
    enrolment = held_enrolment(enrolment_id)
    if not queries.more_for(enrolment_id, slug):
        raise Conflict(say("Tidak ada perpanjangan yang berlaku untuk dicabut."))
    return _give(enrolment, slug, Extra(), grounds)


def _give(enrolment: Enrolment, slug: str, extra: Extra, grounds: Grounds) -> Extension:
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise Conflict(say("Orang ini sudah mengundurkan diri dari kursus."))
    given = Extension(
        enrolment_id=enrolment.id,
        agency_id=enrolment.agency_id,
        module_slug=slug,
        minutes=extra.minutes,
        attempts=extra.attempts,
        closes_at=extra.closes_at,
        withdrawn=not extra,
        reason=grounds.reason,
        given_by=grounds.by,
        given_at=clock.now(),
    )
    db.session.add(given)
    db.session.flush()
    _note(given, enrolment)
    _follow(enrolment, slug, extra)
    return given


def _note(given: Extension, enrolment: Enrolment) -> None:
    audit(
        "withdrew-extension" if given.withdrawn else "extended",
        "enrolment",
        given.enrolment_id,
        actor_id=given.given_by,
        agency_id=given.agency_id,
        person=enrolment.person_id,
        module=given.module_slug,
        minutes=given.minutes,
        attempts=given.attempts,
        closes_at=given.closes_at.isoformat() if given.closes_at else None,
    )


def _follow(enrolment: Enrolment, slug: str, extra: Extra) -> None:
    """What is going on follows: the attempt that is open, and what the person's pages say.

    The job that ends an attempt looks at its deadline then, and comes again for a later one.
    """
    tried = [each for each in queries.attempts(enrolment.id, slug) if not each.left]
    if not tried:
        return
    attempt = end_if_overdue(tried[-1].id)  # what was over stays over
    quiz = Quiz.of(page(attempt.document_digest).facts)
    if attempt.submitted_at is None and attempt.deadline_at is not None:
        attempt.deadline_at = quiz.later(extra, attempt.started_at, attempt.deadline_at)
    record_standing(attempt, quiz)
