"""What the doctor finds about the way to SIASN."""

from collections.abc import Iterator

from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.doctor import Finding, Level
from lms.foundation.language import say
from lms.identity.models import Agency
from lms.siasn import reaching

SUBJECT = "siasn"


def examine_siasn() -> Iterator[Finding]:
    """Nothing set is right too: then records go by files."""
    missing = reaching.unset()
    if len(missing) == len(reaching.NAMES):
        yield Finding(Level.OK, SUBJECT, say("Tidak diatur; catatan dikirim dengan berkas."))
    elif missing:
        names = ", ".join(missing)
        told = say("Belum lengkap, jadi tidak dipakai. Isi juga: %(names)s", names=names)
        yield Finding(Level.WARN, SUBJECT, told)
    elif not any(reaching.is_on(each) for each in db.session.scalars(select(Agency))):
        told = say("LMS_SIASN_AGENCY bukan kode instansi di situs ini, misalnya 5500.")
        yield Finding(Level.FAULT, SUBJECT, told)
    else:
        yield Finding(Level.OK, SUBJECT, say("Diatur untuk satu instansi."))
