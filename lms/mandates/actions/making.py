"""Making a mandate, looking at whom it meets, having it bind, and ending it."""

from datetime import timedelta

from sqlalchemy import delete as remove

from lms.catalog.queries import is_open_to
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import say
from lms.mandates import queries
from lms.mandates.actions.drafting import Draft, ensure_sound, worded
from lms.mandates.actions.following import hold
from lms.mandates.models import (
    Criterion,
    Mandate,
    MandateState,
    MandateStep,
    MandateStepKind,
)
from lms.roster.actions import roster_changed

BRING, FOLLOW = "mandates.bring", "mandates.follow"
REGRET = timedelta(days=7)  # for how long an end can be undone


def make(draft: Draft, by: int) -> Mandate:
    """Raises Invalid where nobody could be obliged so."""
    ensure_sound(draft)
    made = Mandate(
        agency_id=draft.rule.agency_id,
        **draft.facts,
        state=MandateState.DRAFT,
        version=1,
        made_by=by,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    _write(made, draft)
    _audit("made", made, by)
    return made


def change(mandate_id: int, version: int, draft: Draft, by: int) -> None:
    """Raises Conflict for what binds, or was changed meanwhile; Invalid as `make` does."""
    held = _draft(mandate_id, version)
    ensure_sound(draft)
    for name, value in draft.facts.items():
        setattr(held, name, value)
    held.version += 1
    db.session.execute(remove(Criterion).where(Criterion.mandate_id == held.id))
    _write(held, draft)
    _audit("changed", held, by)


def delete(mandate_id: int, by: int) -> None:
    """A draft obliges nobody, so nothing of it need stay. Done twice it counts once."""
    held = hold(mandate_id)
    if held is None:
        return
    _ensure_draft(held)
    db.session.execute(remove(Criterion).where(Criterion.mandate_id == held.id))
    _audit("deleted", held, by)
    db.session.delete(held)


def _write(mandate: Mandate, draft: Draft) -> None:
    for kind, value in draft.rule.criteria:
        db.session.add(Criterion(mandate_id=mandate.id, kind=kind, value=value))
    db.session.flush()


def bind(mandate_id: int, version: int, by: int) -> None:
    """From now on it obliges whom it meets, as a worker finds them.

    Of two who do so at once the second is told; raises Conflict too where the draft is another by
    now, its day is over, or its course is gone.
    """
    held = _draft(mandate_id, version)
    if held.due_on is not None and held.due_on <= clock.today():
        raise Conflict(say("Tanggal tenggatnya sudah lewat. Ubah dulu rancangannya."))
    if not is_open_to(held.course_id, held.agency_id):
        raise Conflict(say("Kursusnya tidak lagi ditawarkan. Pilih kursus lain."))
    held.state, held.bound_by, held.bound_at = MandateState.BINDING, by, clock.now()
    _step(held, MandateStepKind.BOUND, by)


def end(mandate_id: int, by: int, reason: str) -> None:
    """Its duties count no longer; enrolments and what was learned stay. Once is enough."""
    held, why = _held(mandate_id), worded(reason)
    if held.state == MandateState.DRAFT:
        raise Conflict(say("Rancangan dihapus, bukan diakhiri."))
    if held.state == MandateState.BINDING:
        held.state, held.ended_at = MandateState.ENDED, clock.now()
        _step(held, MandateStepKind.ENDED, by, why)


def resume(mandate_id: int, by: int) -> None:
    """Undo its end, for a while; its duties are as they were."""
    held = _held(mandate_id)
    if held.state == MandateState.BINDING:
        return
    if held.ended_at is None or clock.now() > held.ended_at + REGRET:
        raise Conflict(say("Pengakhiran ini tidak dapat dibatalkan lagi. Buat kewajiban baru."))
    held.state, held.ended_at = MandateState.BINDING, None
    _step(held, MandateStepKind.RESUMED, by)


def _step(mandate: Mandate, kind: MandateStepKind, by: int, reason: str = "") -> None:
    step = MandateStep(mandate_id=mandate.id, kind=kind, person_id=by, reason=reason)
    step.at = clock.now()
    db.session.add(step)
    db.session.flush()
    _audit(kind.value, mandate, by)
    enqueue(BRING, mandate_id=mandate.id)


def _audit(verb: str, mandate: Mandate, by: int) -> None:
    audit(verb, "mandate", mandate.id, actor_id=by, agency_id=mandate.agency_id)


def _held(mandate_id: int) -> Mandate:
    held = hold(mandate_id)
    if held is None:
        raise NotFound
    return held


def _draft(mandate_id: int, version: int) -> Mandate:
    held = _held(mandate_id)
    _ensure_draft(held)
    if held.version != version:
        raise Conflict(say("Rancangan ini baru saja diubah orang lain. Periksa lagi isinya."))
    return held


def _ensure_draft(held: Mandate) -> None:
    if held.state != MandateState.DRAFT:
        raise Conflict(say("Kewajiban ini sudah ditetapkan dan tidak dapat diubah."))


@roster_changed.connect
def follow_roster(agency_id: int) -> None:
    """People came, left or moved: a worker looks whom the agency's mandates meet now."""
    if queries.binding(agency_id):
        enqueue(FOLLOW, agency_id=agency_id)
