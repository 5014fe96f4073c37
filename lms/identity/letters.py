"""Letters about signing in, sent by the worker."""

from lms.foundation import mail
from lms.foundation.database import transaction
from lms.foundation.jobs import job
from lms.identity import actions, queries

TEXT = """Yth. {name},

Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk Belajar ASN.
Buka alamat ini dalam dua jam untuk membuatnya:

{address}

Bila bukan Anda yang meminta, abaikan surat ini; kata sandi Anda tidak berubah.

Dear colleague: open the address above within two hours to choose a new password.
"""


@job(actions.LETTER, slow=True)
def reset_letter(person_id: int | None) -> None:
    """Make the code and send it; done again, the earlier code still opens until one is used."""
    if person_id is None:  # nobody had the number that was typed
        return
    with transaction():
        person = queries.person(person_id)
        if not (person.email and person.active):  # taken off the roster or barred since
            return
        name, to, code = person.name, person.email, actions.ask_reset(person)
    text = TEXT.format(name=name, address=mail.address(f"/password/{code}"))
    mail.post(to, "Kata sandi baru Belajar ASN", text)
