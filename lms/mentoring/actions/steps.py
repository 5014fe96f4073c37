"""The way of a pair is written down step by step, and nothing of it is written anew."""

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.mentoring.models import PairStep, Proposal, StepKind

LONGEST = 2000  # letters of goals or of a reason


def note(asked: Proposal, kind: StepKind, by: int | None, reason: str = "") -> None:
    """One more step, and its row in the audit trail, which knows nothing of the reason."""
    step = PairStep(proposal_id=asked.id, kind=kind, person_id=by, reason=reason, at=clock.now())
    db.session.add(step)
    db.session.flush()
    verb = f"{kind}-pair-proposal"
    audit(verb, "proposal", asked.id, actor_id=by, agency_id=asked.agency_id)


def worded(text: str, field: str) -> str:
    """The text as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    if not kept:
        sentence = say("Isian ini wajib diisi.")
        raise Invalid(sentence, {field: sentence})
    if len(kept) > LONGEST:
        sentence = say("Paling panjang %(max)d huruf.", max=LONGEST)
        raise Invalid(sentence, {field: sentence})
    return kept
