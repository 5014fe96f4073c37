"""Letters about signing in, sent by the worker."""

from flask import current_app

from lms.foundation import clock, mail
from lms.foundation.database import transaction
from lms.foundation.jobs import job
from lms.identity import actions, codes, queries

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


INVITATION = """Yth. {name},

Akun Anda di Belajar ASN sudah disiapkan. Buka alamat ini, ketik NIP Anda dan kode di bawah,
lalu buat kata sandi Anda sendiri:

{address}

Kode aktivasi: {code}

Kode ini berlaku satu kali, sampai {day}. Jangan meneruskannya kepada siapa pun.

Dear colleague: open the address above, type your NIP and this code, and choose a password.
"""


@job(actions.INVITATION, slow=True)
def activation_letter(person_id: int, by: int | None) -> None:
    """Make the code and send it; done again, the earlier code opens nothing any more."""
    with transaction():
        person = queries.person(person_id)
        if not (person.email and queries.is_newcomer(person_id)):
            return
        home = queries.home(person_id)
        secret, agency = current_app.config["SECRET_KEY"], home.agency_id if home else None
        code = actions.issue_codes([person_id], secret, by, agency)[person_id]
        name, to = person.name, person.email
    day = clock.local_date(clock.now() + actions.LASTS).strftime("%d-%m-%Y")
    filled = {"name": name, "address": mail.address("/activate"), "day": day}
    mail.post(to, "Akun Belajar ASN Anda", INVITATION.format(code=codes.spoken(code), **filled))
