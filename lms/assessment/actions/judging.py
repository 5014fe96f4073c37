"""Who judges in a panel: invited, taken back before they rated, replaced."""

from sqlalchemy import exists, select

from lms.assessment.actions.cutting import held_panel, note
from lms.assessment.models import CutJudge, CutPanel, CutRating
from lms.assessment.models.panels import FIRST
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.queries import latest

LONGEST_REASON = 1000  # letters


def invite(panel: CutPanel, person_id: int, by: int) -> None:
    """Raises Conflict after the first round, and for who sits this course: they would see keys."""
    if held_panel(panel.id).round != FIRST:
        raise Conflict(say("Penilai hanya dapat diundang sebelum putaran 1 ditutup."))
    if latest(panel.course_id, person_id) is not None:
        raise Conflict(
            say("Orang ini peserta kursus ini, jadi tidak boleh melihat soal dan kuncinya.")
        )
    judge = db.session.get(CutJudge, (panel.id, person_id))
    if judge is not None and judge.withdrawn_at is None:
        return
    if judge is None:
        judge = CutJudge(panel_id=panel.id, person_id=person_id)
        db.session.add(judge)
    judge.invited_by, judge.invited_at = by, clock.now()
    judge.withdrawn_by = judge.withdrawn_at = judge.reason = None
    db.session.flush()
    note("invited-judge", panel, by, person=person_id)


def take_back(panel: CutPanel, person_id: int, by: int, reason: str) -> None:
    """Let somebody judge no more, for good reason; ratings that were given stay their judge's.

    Raises NotFound for who is no judge, Conflict once they rated or both rounds are closed, Invalid
    without a reason.
    """
    if held_panel(panel.id).round is None:
        raise Conflict(say("Kedua putaran sudah ditutup."))
    judge = db.session.get(CutJudge, (panel.id, person_id), populate_existing=True)
    if judge is None or judge.withdrawn_at is not None:
        raise NotFound
    if _has_rated(judge):
        raise Conflict(say("Orang ini sudah menilai, jadi undangannya tidak dapat dicabut."))
    kept = plain_text(reason).strip()
    if not 0 < len(kept) <= LONGEST_REASON:
        fault = say("Tulis alasannya, paling banyak %(most)d huruf.", most=LONGEST_REASON)
        raise Invalid(fault, {"reason": fault})
    judge.withdrawn_by, judge.withdrawn_at, judge.reason = by, clock.now(), kept
    note("withdrew-judge", panel, by, person=person_id, reason=kept)


def _has_rated(judge: CutJudge) -> bool:
    rated = exists().where(
        CutRating.panel_id == judge.panel_id, CutRating.person_id == judge.person_id
    )
    return bool(db.session.scalar(select(rated)))
