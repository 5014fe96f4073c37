"""Letters to the other members of a group, sent by the worker."""

from uuid import UUID

from lms.assignments import actions, queries
from lms.foundation import mail
from lms.foundation.jobs import job
from lms.identity.queries import person

TEXT = """Yth. {name},

{writer} mengirim tulisan kelompok Anda, {group}, untuk tugas "{title}"
({course}). Umpan balik mentor akan tampil di sini:

{address}

Dear colleague: a member of your group has handed in your work.
Feedback will be at the address above.
"""


@job(actions.LETTER, slow=True)
def handed_in_letter(submission_id: str, person_id: int) -> None:
    """To one author of the work who did not hand it in; without an address there is none."""
    to, work = person(person_id), queries.submission(UUID(submission_id))
    if not (to.email and to.active):
        return
    text = TEXT.format(
        name=to.name,
        writer=work.person_name,
        group=work.group_name,
        title=work.title,
        course=work.course_title,
        address=mail.address(f"/submissions/{work.id}"),
    )
    mail.post(to.email, "Tulisan kelompok Anda terkirim", text)
