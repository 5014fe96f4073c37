"""What one person was given beyond a quiz's rules: more minutes, more attempts, a later close."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

MOST_MINUTES, MOST_ATTEMPTS = 1000, 20
LONGEST_REASON = 2000
FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Extra:
    """What an extension adds, free of who gave it and why."""

    minutes: int = 0
    attempts: int = 0
    closes_at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.minutes or self.attempts or self.closes_at)


@dataclass(frozen=True)
class Grounds:
    """Why something was given or taken back, in words that the person reads, and by whom."""

    reason: str
    by: int


def hour_of(written: str | None) -> datetime | None:
    """An author's hour is the site's own, unless it says another zone."""
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.Clock.zone)


def ensure_sound(extra: Extra, reason: str) -> None:
    """Raises Invalid with a sentence for each field at fault."""
    faults = dict(_faults(extra, reason))
    if faults:
        raise Invalid(say("Perpanjangan ini belum lengkap."), faults)


def _faults(extra: Extra, reason: str) -> list[tuple[str, Sentence]]:
    found: list[tuple[str, Sentence]] = []
    if not 0 <= extra.minutes <= MOST_MINUTES:
        found.append(("minutes", _between(MOST_MINUTES)))
    if not 0 <= extra.attempts <= MOST_ATTEMPTS:
        found.append(("attempts", _between(MOST_ATTEMPTS)))
    if extra.closes_at and not clock.now() < extra.closes_at < clock.now() + FURTHEST:
        found.append(("closes", say("Isi waktu mendatang, paling lama setahun dari sekarang.")))
    if not extra:
        found.append(("minutes", say("Isi paling sedikit satu: menit, kesempatan, atau waktu.")))
    if not reason:
        found.append(("reason", say("Tulis alasannya; peserta membacanya.")))
    if len(reason) > LONGEST_REASON:
        found.append(("reason", say("Paling panjang %(most)d huruf.", most=LONGEST_REASON)))
    return found


def _between(most: int) -> Sentence:
    return say("Isi 0 sampai %(most)d.", most=most)
