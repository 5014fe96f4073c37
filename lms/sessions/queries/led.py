"""The meetings of the courses that somebody leads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.catalog.library import page
from lms.catalog.models import Course, RevisionModule
from lms.foundation import clock
from lms.foundation.database import rows
from lms.learning.queries import Led
from lms.sessions.meeting import Meeting


@dataclass(frozen=True)
class Held:
    """A meeting of a course that somebody leads."""

    course_slug: str
    course_title: str
    module_slug: str
    title: str
    meeting: Meeting


def meetings(led: Led) -> list[Held]:
    """Of the courses as they are now: those to come first and in order, then the past ones."""
    found = rows(
        select(
            *(Course.slug, Course.title),
            *(RevisionModule.slug, RevisionModule.title, RevisionModule.document_digest),
        )
        .join(RevisionModule, RevisionModule.revision_id == Course.revision_id)
        .where(RevisionModule.kind == "session", Course.archived_at.is_(None), led.clause())
    )
    held = [Held(each[0], each[1], each[2], each[3], _meeting(each[4])) for each in found]
    now = clock.now()
    coming = sorted((it for it in held if now < it.meeting.ends), key=_starts)
    past = sorted((it for it in held if it.meeting.ends <= now), key=_starts, reverse=True)
    return coming + past


def _meeting(digest: str) -> Meeting:
    return Meeting.of(page(digest).facts)


def _starts(held: Held) -> tuple[datetime, str, str]:
    return held.meeting.starts, held.course_slug, held.module_slug
