"""Letters to those who asked for a place, sent by the worker; Indonesian first, then English."""

from flask import current_app

from lms.catalog.models import Course
from lms.foundation import mail
from lms.foundation.database import db
from lms.foundation.jobs import job
from lms.identity.queries import person
from lms.learning import actions, queries
from lms.learning.models import ApplicationState

TITLES = {
    ApplicationState.GIVEN: "Anda mendapat tempat: {course}",
    ApplicationState.QUEUED: "Permohonan Anda disetujui: {course}",
    ApplicationState.REFUSED: "Permohonan Anda belum disetujui: {course}",
}
SAID = {
    ApplicationState.GIVEN: (
        "Anda mendapat tempat di {run} kursus {course}. Bila berhalangan, lepaskan tempatnya.",
        "You have a place in {run} of the course above. If you cannot come, give it up there.",
    ),
    ApplicationState.QUEUED: (
        "Permohonan Anda untuk {run} kursus {course} disetujui. Anda ada di daftar tunggunya.",
        "Your application was approved; all places are taken, so you are on the waiting list.",
    ),
    ApplicationState.REFUSED: (
        "Permohonan Anda untuk {run} kursus {course} tidak disetujui. Alasannya: {reason}",
        "Your application was not approved; the reason is given above.",
    ),
}
TEXT = """Yth. {name},

{said}

{address}

Dear colleague: {english}
"""


@job(actions.PLACE_LETTER, slow=True)
def place_letter(application_id: int, state: str) -> None:
    """Tell of an answer that still stands; who has no address is told on home."""
    asked = queries.application(application_id)
    to = person(asked.person_id)
    if asked.state.value != state or not (to.email and to.active):
        return
    course = db.session.get_one(Course, asked.course_id)
    named = {
        "course": course.title,
        "run": queries.run(asked.run_id).name,
        "reason": queries.last_reason(asked.id),
    }
    said, english = (each.format(**named) for each in SAID[asked.state])
    address = mail.address(f"/courses/{course.slug}")
    text = TEXT.format(name=to.name, said=said, english=english, address=address)
    try:
        mail.post(to.email, TITLES[asked.state].format(**named), text)
    except mail.NOT_REACHED:
        current_app.logger.warning("application %s: its address takes no letters", asked.id)
