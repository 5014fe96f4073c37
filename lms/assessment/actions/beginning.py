"""Starting an attempt at a quiz."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from lms.assessment import queries
from lms.assessment.actions.ending import end_if_overdue
from lms.assessment.actions.passing import fix_pass_mark
from lms.assessment.actions.standing import tell
from lms.assessment.models import Attempt
from lms.assessment.paper.drawing import chosen, draw
from lms.assessment.queries import Tried
from lms.assessment.rules import Quiz
from lms.assessment.rules.allowances import Allowance, allowance
from lms.catalog import queries as catalog
from lms.catalog.library import Module, Question, page, question
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotAllowed
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.learning.actions import held_enrolment
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import Visit

SEEDS = 2**62
NOT_ENROLLED = say("Daftar dulu di kursus ini untuk mengerjakan kuisnya.")


@dataclass(frozen=True)
class Begun:
    """The attempt that a person is at now; `fresh` where this began it."""

    id: UUID
    fresh: bool


def start(visit: Visit, module: Module, attempt_id: UUID) -> Begun:
    """Begin an attempt at the quiz as it is now, or go on with the one that is open.

    `attempt_id` may be the client's own: asked twice, it begins once. Raises NotAllowed after
    withdrawing, and Conflict where no attempt is left, or one must wait.
    """
    enrolment = held_enrolment(visit.enrolment_id or 0)
    if enrolment.state == EnrolmentState.WITHDRAWN:  # since the visit was read
        raise NotAllowed(NOT_ENROLLED)
    tried = queries.attempts(enrolment.id, module.slug)
    if any(each.id == attempt_id for each in tried):
        return Begun(attempt_id, fresh=False)
    unfinished = next((each.id for each in tried if each.submitted_at is None), None)
    if unfinished is not None:
        if end_if_overdue(unfinished).submitted_at is None:
            return Begun(unfinished, fresh=False)
        tried = queries.attempts(enrolment.id, module.slug)
    extra = queries.more_for(enrolment.id, module.slug)
    quiz = Quiz.of(page(module.digest).facts).extended(extra)
    _ensure_is_open(quiz)
    _ensure_may_start(allowance(quiz, tried))
    begun = _attempt(visit, module, quiz, enrolment, attempt_id)
    begun.number = max((each.number for each in tried), default=0) + 1
    fix_pass_mark(begun, quiz)
    _enter(begun)
    tell(begun, quiz, [*tried, _as_tried(begun)], extra)
    return Begun(attempt_id, fresh=True)


def _ensure_is_open(quiz: Quiz) -> None:
    moment = clock.now()
    if quiz.closes and quiz.is_closed(moment):
        raise Conflict(
            say(
                "Kuis ini sudah ditutup pada %(hour)s. Hubungi pengajar bila Anda berhalangan.",
                hour=_hour(quiz.closes),
            )
        )
    if quiz.opens and not quiz.is_open(moment):
        raise Conflict(say("Kuis ini baru dibuka pada %(hour)s.", hour=_hour(quiz.opens)))


def _hour(moment: datetime) -> Sentence:
    local = clock.local(moment)
    return say(
        "%(day)s pukul %(hour)s %(zone)s",
        day=local.strftime("%d-%m-%Y"),
        hour=local.strftime("%H.%M"),
        zone=local.tzname(),
    )


def _ensure_may_start(allowed: Allowance) -> None:
    if allowed.waits:
        raise Conflict(
            say(
                "Jawaban Anda yang terakhir masih dinilai penilai. "
                "Anda dapat mencoba lagi setelah nilainya diumumkan."
            )
        )
    if allowed.left == 0:
        raise Conflict(
            say(
                "Kesempatan Anda sudah terpakai semua (%(used)d kali). Hasilnya tetap tersimpan; "
                "hubungi pengajar bila Anda perlu kesempatan tambahan.",
                used=allowed.used,
            )
        )
    if not allowed.may_start(clock.now()) and allowed.next_at:
        raise Conflict(
            say(
                "Kesempatan berikutnya terbuka pada %(hour)s. Sementara itu, bacalah kembali "
                "modulnya.",
                hour=_hour(allowed.next_at),
            )
        )


def _attempt(
    visit: Visit, module: Module, quiz: Quiz, enrolment: Enrolment, attempt_id: UUID
) -> Attempt:
    seed, moment = secrets.randbelow(SEEDS), clock.now()
    questions = _asked(quiz, enrolment.id, seed)
    return Attempt(
        id=attempt_id,
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        agency_id=enrolment.agency_id,
        course_id=enrolment.course_id,
        module_slug=module.slug,
        revision_id=visit.outline.revision_id,
        document_digest=module.digest,
        seed=seed,
        drawn=draw(questions, seed, places=quiz.shuffle_questions, options=quiz.shuffle_options),
        length=len(questions),
        started_at=moment,
        deadline_at=quiz.deadline(moment),
    )


def _asked(quiz: Quiz, enrolment_id: int, seed: int) -> list[Question]:
    """What is drawn or listed, and not stopped; raises Conflict where nothing at all is left."""
    pool, stops = [question(digest) for digest in quiz.questions], catalog.stopped(quiz.questions)
    if quiz.blueprint:
        asked = chosen(pool, quiz.blueprint, queries.met(enrolment_id), seed, stops)
    else:
        asked = [each for each in pool if each.digest not in stops]
    if not asked:
        raise Conflict(
            say("Semua soal kuis ini sedang dihentikan. Tanyakan kepada pengajar kapan dibuka.")
        )
    return asked


def _as_tried(begun: Attempt) -> Tried:
    return Tried(
        id=begun.id,
        number=begun.number,
        started_at=begun.started_at,
        deadline_at=begun.deadline_at,
        submitted_at=None,
        submitted_by=None,
        score=None,
        passed=None,
        left=False,
    )


def _enter(begun: Attempt) -> None:
    db.session.add(begun)
    try:
        db.session.flush()
    except IntegrityError:  # somebody else's attempt has this number
        raise Conflict(
            say("Nomor ini sudah dipakai. Muat ulang halaman, lalu mulai lagi.")
        ) from None
    if begun.deadline_at:
        enqueue(
            "assessment.time_out",
            key=f"assessment.time_out:{begun.id}",
            due_at=begun.deadline_at,
            attempt_id=str(begun.id),
        )
