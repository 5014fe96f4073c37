"""Making a mandate, looking at whom it meets, having it bind, and ending it."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import delete as remove
from sqlalchemy import select

from lms.catalog.queries import is_open_to
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.identity.models import Post, PostLevel, StaffKind, Unit
from lms.mandates import queries
from lms.mandates.actions.following import hold
from lms.mandates.models import (
    Criterion,
    Mandate,
    MandateState,
    MandateStep,
    MandateStepKind,
)
from lms.mandates.queries import Rule
from lms.roster.actions import roster_changed

BRING, FOLLOW = "mandates.bring", "mandates.follow"
LONGEST_TITLE, LONGEST_TEXT = 120, 1000  # letters
MOST_DAYS, MOST_MONTHS = 1095, 120
REGRET = timedelta(days=7)  # for how long an end can be undone
REQUIRED = say("Isian ini wajib diisi.")


@dataclass(frozen=True)
class Draft:
    """A mandate as it is meant to be; one of `due_on` and `due_days`."""

    title: str
    course_id: int
    legal_basis: str
    rule: Rule
    due_on: date | None = None
    due_days: int | None = None
    fresh_months: int | None = None

    @property
    def facts(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name != "rule"}


def make(draft: Draft, by: int) -> Mandate:
    """Raises Invalid where nobody could be obliged so."""
    _ensure_sound(draft)
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
    _ensure_sound(draft)
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


def worded(text: str) -> str:
    """A reason as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    if 0 < len(kept) <= LONGEST_TEXT:
        return kept
    too_long = say("Paling panjang %(max)d huruf.", max=LONGEST_TEXT)
    sentence = too_long if kept else REQUIRED
    raise Invalid(sentence, {"reason": sentence})


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


def _ensure_sound(draft: Draft) -> None:
    faults: dict[str, Sentence] = {}
    for field, most in (("title", LONGEST_TITLE), ("legal_basis", LONGEST_TEXT)):
        length = len(getattr(draft, field))
        if not length:
            faults[field] = REQUIRED
        elif length > most:
            faults[field] = say("Paling panjang %(max)d huruf.", max=most)
    if not is_open_to(draft.course_id, draft.rule.agency_id):
        faults["course"] = say("Pilih kursus yang ditawarkan kepada instansi Anda.")
    faults |= _times(draft) | _criteria(draft.rule)
    if faults:
        raise Invalid(fields=faults)


def _times(draft: Draft) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    today, days, months = clock.today(), draft.due_days, draft.fresh_months
    if (draft.due_on is None) == (days is None):
        faults["due_on"] = say("Isi tanggal tenggat atau jumlah hari, salah satu.")
    if draft.due_on and not today < draft.due_on <= today + timedelta(days=MOST_DAYS):
        faults["due_on"] = say("Tenggat paling cepat besok, paling lambat tiga tahun lagi.")
    if days is not None and not 1 <= days <= MOST_DAYS:
        faults["due_days"] = say("Isi antara 1 dan %(most)d hari.", most=MOST_DAYS)
    if months is not None and not 1 <= months <= MOST_MONTHS:
        faults["fresh_months"] = say("Isi antara 1 dan %(most)d bulan.", most=MOST_MONTHS)
    return faults


def _criteria(rule: Rule) -> dict[str, Sentence]:
    """What the agency does not have, as only a form of somebody else's making sends it."""
    unknown = say("Pilihan ini tidak dikenal.")
    faults = {}
    for name, table in (("units", Unit), ("posts", Post)):
        asked = getattr(rule, name)
        mine = select(table.id).where(table.id.in_(asked), table.agency_id == rule.agency_id)
        if set(db.session.scalars(mine)) != set(asked):
            faults[name] = unknown
    for name, known in (("post_levels", PostLevel), ("staff_kinds", StaffKind)):
        if not set(getattr(rule, name)) <= {each.value for each in known}:
            faults[name] = unknown
    return faults


@roster_changed.connect
def follow_roster(agency_id: int) -> None:
    """People came, left or moved: a worker looks whom the agency's mandates meet now."""
    if queries.binding(agency_id):
        enqueue(FOLLOW, agency_id=agency_id)
