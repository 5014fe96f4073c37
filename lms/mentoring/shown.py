"""How conversations, people and what waits are laid out for the templates' components."""

from datetime import datetime
from typing import Any

from flask import Blueprint, url_for

from lms.assignments.models import Verdict
from lms.assignments.queries import Sent
from lms.foundation.language import Sentence, say
from lms.foundation.text import initials
from lms.mentoring import queries
from lms.mentoring.queries import Mentee, Said
from lms.web.language import plural
from lms.web.shown import day_short, moment


def conversation(
    thread_id: int, reader_id: int, works: list[Sent], before: datetime | None = None
) -> list[dict[str, Any]]:
    """The messages of a thread as its component takes them, for one reader; see `messages`."""
    verdicts = {str(each.id): each for each in works if each.verdict}
    said = queries.messages(thread_id, reader_id, before)
    shown = [_message(each, reader_id, verdicts) for each in said]
    _note_reading(thread_id, reader_id, shown)
    return shown


def _message(said: Said, reader_id: int, verdicts: dict[str, Sent]) -> dict[str, Any]:
    judged = verdicts.get(said.submission_id or "")
    return {
        "id": f"pesan-{said.id}",
        "number": said.id,
        "name": said.author,
        "initials": initials(said.author),
        "mine": said.author_id == reader_id,
        "new": said.new,
        "at": said.at,
        "text": said.text,
        "tag": _verdict(judged) if judged else None,
        "tag_kind": "warn" if judged and judged.verdict == Verdict.RETURNED else "done",
    }


def _verdict(sent: Sent) -> Sentence:
    if sent.verdict == Verdict.ACCEPTED:
        return say("Kiriman ke-%(n)s diterima", n=sent.number)
    return say("Kiriman ke-%(n)s dikembalikan", n=sent.number)


def _note_reading(thread_id: int, reader_id: int, shown: list[dict[str, Any]]) -> None:
    """Beside the reader's last words: when the other side has read them."""
    own = [each for each in shown if each["mine"]]
    seen = queries.seen_by_others(thread_id, reader_id) if own else None
    if seen and seen.message_id >= own[-1]["number"]:
        own[-1]["note"] = say("Dibaca %(at)s", at=moment(seen.at))


def listed(people: list[Mentee], waiting: list[Sent], current: int = 0) -> list[dict[str, Any]]:
    """The people whom a mentor follows, each with the one thing that matters now."""
    oldest = {each.person_id: each for each in reversed(waiting)}
    return [_person(each, oldest.get(each.id), current) for each in people]


def _person(mentee: Mentee, waits: Sent | None, current: int) -> dict[str, Any]:
    word, kind = _word(mentee, waits)
    return {
        "name": mentee.name,
        "initials": initials(mentee.name),
        "url": _where(mentee, waits),
        "remark": _remark(mentee, waits),
        "tag": word,
        "tag_kind": kind,
        "current": mentee.id == current,
    }


def _where(mentee: Mentee, waits: Sent | None) -> str:
    if waits:
        return url_for("mentoring.review", submission_id=waits.id)
    return url_for("mentoring.mentee", person_id=mentee.id)


def _word(mentee: Mentee, waits: Sent | None) -> tuple[Sentence | None, str | None]:
    if waits:
        return (say("Terlambat"), "danger") if waits.is_late else (say("Menunggu"), "warn")
    return (say("%(n)s baru", n=mentee.new), "info") if mentee.new else (None, None)


def _remark(mentee: Mentee, waits: Sent | None) -> Sentence:
    if waits:
        return say("Kiriman ke-%(n)s, %(ago)s", n=waits.number, ago=ago_of(waits.days))
    if mentee.last_at:
        return say("Terakhir berkirim pesan %(day)s", day=day_short(mentee.last_at))
    return say("Belum ada percakapan")


def ago_of(days: int) -> str:
    """How long something waits, in calendar days."""
    return plural("%(num)s hari lalu", "%(num)s hari lalu", days) if days else str(say("hari ini"))


def before(sent: Sent, works: list[Sent]) -> Sent | None:
    """The submission before this one."""
    return next((each for each in works if each.number == sent.number - 1), None)


def enter(bp: Blueprint) -> None:
    bp.add_app_template_filter(ago_of)
