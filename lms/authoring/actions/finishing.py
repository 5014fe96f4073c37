"""The end of a manuscript: it becomes a revision, now or at its hour, or is put away."""

from datetime import datetime

from lms.authoring.actions.stepping import step
from lms.authoring.actions.versions import forget_versions
from lms.authoring.actions.writing import lock
from lms.authoring.checking import Checked
from lms.authoring.models import Manuscript, ManuscriptState, StepKind
from lms.authoring.queries import demands_two, files_now, is_approved, scheduled
from lms.authoring.sealing import seal
from lms.catalog import queries as catalog
from lms.catalog.models import Course, Origin
from lms.catalog.publishing import Published, hold, publish
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import say

JOB = "authoring.publish_at"
PASSED = say("Pilih waktu yang belum lewat, atau kosongkan untuk terbit sekarang.")
FAULTY = say("Naskah ini masih memuat kesalahan, jadi belum dapat diterbitkan.")


class BaseMoved(Conflict):
    """The course was published in between, so that its manuscript stands on an old revision."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Kursus ini diterbitkan orang lain sejak naskah ini dibuka. "
                "Ambil dahulu perubahannya, lalu terbitkan."
            )
        )


def course_of(manuscript: Manuscript) -> Course | None:
    """The course that it is of; none before its first revision."""
    try:
        return catalog.course(manuscript.course_slug)
    except NotFound:
        return None


def is_on_top(manuscript: Manuscript) -> bool:
    """Whether it stands on the revision that learners read now."""
    course = course_of(manuscript)
    return (course.revision_id if course else None) == manuscript.base_revision_id


def publish_manuscript(manuscript: Manuscript, checked: Checked, by: int, note: str) -> Published:
    """Make it the current revision, as it was `checked`.

    Raises Invalid while it holds a mistake or was not approved, Conflict where it was changed
    since, BaseMoved where another revision came in between, and what publishing raises.
    """
    held = lock(manuscript)
    ensure_publishable(held, checked)
    if checked.course is None:
        raise Invalid(FAULTY)
    hold([held.course_slug])  # a folder may be publishing it at this very moment
    if not is_on_top(held):
        raise BaseMoved
    done = publish(checked.course, held.agency_id, by, note, Origin.BROWSER)
    step(held, StepKind.PUBLISHED, by, note)
    _end(held, ManuscriptState.PUBLISHED, by)
    held.revision_id = done.revision_id
    db.session.flush()
    return done


def schedule(
    manuscript: Manuscript, checked: Checked, by: int, note: str, due_at: datetime
) -> None:
    """Let it be published at this moment, if nothing stands in the way then.

    Raises what publishing raises, and Invalid for a moment that has passed.
    """
    held = lock(manuscript)
    ensure_publishable(held, checked)
    if due_at <= clock.now():
        raise Invalid(PASSED, {"due": PASSED})
    if not is_on_top(held):
        raise BaseMoved
    if held.state == ManuscriptState.WRITING:  # nobody else need approve it
        held.state = ManuscriptState.APPROVED
        step(held, StepKind.APPROVED, by, note)
    due = step(held, StepKind.SCHEDULED, by, note, due_at)
    enqueue(JOB, due_at=due_at, manuscript_id=held.id, step_id=due.id)


def unschedule(manuscript: Manuscript, by: int | None, why: str = "") -> None:
    """It stays approved; `why` tells what stood in the way at its hour."""
    held = lock(manuscript)
    if scheduled(held) is None:
        raise Conflict
    step(held, StepKind.FAILED if why else StepKind.UNSCHEDULED, by, why)


def ensure_publishable(held: Manuscript, checked: Checked) -> None:
    """What is published is byte for byte what was read and approved; the caller holds the lock."""
    if checked.course is None:
        raise Invalid(FAULTY)
    if seal(files_now(held.id)) != checked.seal:
        raise Conflict
    if held.state == ManuscriptState.REFEREED:
        raise Invalid(say("Naskah ini sedang ditelaah. Tunggu keputusannya, atau tarik kembali."))
    demanded = demands_two(held.agency_id, held.course_slug)
    if demanded and not is_approved(held, checked.seal):
        raise Invalid(say("Kursus ini terbit setelah disetujui orang yang tidak ikut menulisnya."))


def discard(manuscript: Manuscript, by: int) -> None:
    """Put it away; its files and their history stay in the database."""
    held = lock(manuscript)
    _end(held, ManuscriptState.DISCARDED, by)
    what = {"actor_id": by, "agency_id": held.agency_id}
    audit("discarded", "manuscript", held.id, **what, course=held.course_slug)


def _end(manuscript: Manuscript, state: ManuscriptState, by: int) -> None:
    manuscript.state, manuscript.over_at, manuscript.over_by = state, clock.now(), by
    forget_versions(manuscript)
    db.session.flush()
