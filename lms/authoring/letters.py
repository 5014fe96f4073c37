"""Letters to authors, sent by the worker."""

from lms.authoring import actions, queries
from lms.authoring.models import HandoverState
from lms.foundation import mail
from lms.foundation.jobs import job
from lms.identity.queries import names, person

TEXT = """Yth. {name},

{by} menawarkan kepada Anda untuk ikut menulis sebuah kursus di Belajar ASN.
Kursus itu baru dapat Anda tulis setelah Anda menerimanya di sini:

{address}

Dear colleague: {by} asks you to write a course; open the address above to accept or decline.
"""


@job(actions.LETTER, slow=True)
def handover_letter(handover_id: int) -> None:
    """Tell of an offer that still waits; who has no address finds it at the desk."""
    held = queries.handover(handover_id)
    to = person(held.person_id)
    if held.state != HandoverState.WAITING or not (to.email and to.active):
        return
    address = mail.address(f"/handovers/{held.id}")
    by = names([held.offered_by]).get(held.offered_by, "")
    text = TEXT.format(name=to.name, by=by, address=address)
    mail.post(to.email, "Tawaran menulis kursus", text)
