"""Sessions and codes that ended long ago are forgotten.

They hold addresses and names of browsers: personal data that nobody needs once nobody asks any more
who was signed in (UU 27/2022 pasal 16 ayat 2: kept no longer than its purpose). The audit trail
keeps that somebody signed in, but not from where.
"""

from datetime import timedelta

from sqlalchemy import delete, or_

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import job
from lms.identity.models import Activation, PasswordReset, SignIn

KEPT = timedelta(days=90)


@job("identity.forget", every=timedelta(days=1))
def forget() -> None:
    """Delete what ended more than `KEPT` ago."""
    before = clock.now() - KEPT
    over = or_(SignIn.ends_at < before, SignIn.ended_at < before)
    db.session.execute(delete(SignIn).where(over))
    db.session.execute(delete(Activation).where(Activation.ends_at < before))
    db.session.execute(delete(PasswordReset).where(PasswordReset.ends_at < before))
