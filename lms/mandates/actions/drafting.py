"""What a mandate is meant to be, and whether anybody could be obliged so."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import select

from lms.catalog.queries import is_open_to
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.identity.models import Post, PostLevel, StaffKind, Unit
from lms.mandates.queries import Rule

LONGEST_TITLE, LONGEST_TEXT = 120, 1000  # letters
MOST_DAYS, MOST_MONTHS = 1095, 120
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


def ensure_sound(draft: Draft) -> None:
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


def worded(text: str) -> str:
    """A reason as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    if 0 < len(kept) <= LONGEST_TEXT:
        return kept
    too_long = say("Paling panjang %(max)d huruf.", max=LONGEST_TEXT)
    sentence = too_long if kept else REQUIRED
    raise Invalid(sentence, {"reason": sentence})
