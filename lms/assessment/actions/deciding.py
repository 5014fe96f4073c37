"""What a panel decides on its ratings: recorded once both rounds are closed, and never changed."""

from dataclasses import dataclass
from datetime import date

from lms.assessment import queries
from lms.assessment.actions.cutting import held_panel, note
from lms.assessment.cutting.angoff import MOST_STEPS, settled
from lms.assessment.models import CutDecision, CutPanel, Rounding
from lms.assessment.models.panels import FINAL
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say


@dataclass(frozen=True)
class Verdict:
    """What the panel's ratings are made into."""

    steps: int
    rounding: Rounding
    reason: str
    valid_from: date


def decide(panel: CutPanel, verdict: Verdict, by: int) -> CutDecision:
    """Record the cut, for ever; raises Conflict before the end, Invalid for what is not sound."""
    came = queries.cut_outcome(panel.id, FINAL) if held_panel(panel.id).final_closed_at else None
    if came is None:
        raise Conflict(say("Keputusan dicatat setelah putaran 2 ditutup."))
    before = next(iter(queries.decisions(panel.id)), None)
    if before is not None and (before.decided_by, _verdict(before)) == (by, verdict):
        return before  # a second click
    if not -MOST_STEPS <= verdict.steps <= MOST_STEPS:
        raise Invalid(None, {"steps": say("Pilihan ini tidak dikenal.")})
    if verdict.valid_from < clock.today():
        raise Invalid(None, {"valid_from": say("Paling awal hari ini.")})
    if not verdict.reason:
        raise Invalid(None, {"reason": say("Tulis alasannya.")})
    made = CutDecision(
        panel_id=panel.id,
        rated=came.cut,
        error=came.error,
        judges=len(came.judges),
        cut=settled(came.cut, came.error, verdict.steps, verdict.rounding),
        decided_by=by,
        decided_at=clock.now(),
        **vars(verdict),
    )
    db.session.add(made)
    db.session.flush()
    note("decided", panel, by, decision=made.id, cut=str(made.cut))
    return made


def _verdict(made: CutDecision) -> Verdict:
    return Verdict(made.steps, made.rounding, made.reason, made.valid_from)
