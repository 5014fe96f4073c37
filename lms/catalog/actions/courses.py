"""What can be done with a course apart from publishing its revisions."""

from blinker import Signal
from sqlalchemy import select

from lms.catalog.models import Course, CourseShare, ShareStep
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db

# Sent with a course's id and `renamed` (old slug to new), in the transaction that publishes: what
# rooms keep by slug follows. A `was:` line stays in its file, so each revision tells it again.
modules_renamed = Signal()

# Sent with the Revision that is about to become current; an upper room may refuse it (Invalid)
# where a module leans on what only that room knows.
revision_made = Signal()


def share(course: Course, agency_id: int, by: int | None = None, note: str = "") -> None:
    """Let another agency's people take the course; asked again, it changes nothing."""
    if _held_share(course, agency_id) is None:
        db.session.add(CourseShare(course_id=course.id, agency_id=agency_id, since=clock.now()))
        _note(course, agency_id, by, note, given=True)


def end_share(course: Course, agency_id: int, by: int | None = None, note: str = "") -> None:
    """Take it back: nobody new of that agency comes in; whoever is in the course goes on."""
    held = _held_share(course, agency_id)
    if held is not None:
        db.session.delete(held)
        _note(course, agency_id, by, note, given=False)


def _held_share(course: Course, agency_id: int) -> CourseShare | None:
    """Under the course's lock, so that two who press one button are told as one step."""
    alone = select(Course.id).where(Course.id == course.id).with_for_update(key_share=True)
    db.session.execute(alone)
    return db.session.get(CourseShare, (course.id, agency_id), populate_existing=True)


def _note(course: Course, agency_id: int, by: int | None, note: str, *, given: bool) -> None:
    it = ShareStep(course_id=course.id, agency_id=agency_id, given=given, person_id=by, note=note)
    it.at = clock.now()
    db.session.add(it)
    what = {"actor_id": by, "agency_id": course.agency_id, "to": agency_id}
    audit("shared" if given else "unshared", "course", course.id, **what)


def archive(course: Course, by: int | None = None, reason: str = "") -> None:
    """Take the course out of the catalogue; whoever is in it goes on, and nothing is lost."""
    if course.archived_at is None:
        course.archived_at = clock.now()
        what = {"actor_id": by, "agency_id": course.agency_id}
        audit("archived", "course", course.id, **what, reason=reason)


def restore(course: Course, by: int | None = None) -> None:
    """Put an archived course back into the catalogue."""
    if course.archived_at is not None:
        course.archived_at = None
        audit("restored", "course", course.id, actor_id=by, agency_id=course.agency_id)
