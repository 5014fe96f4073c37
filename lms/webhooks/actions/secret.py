"""The secret that a receiver and this site share, in the strongbox."""

from datetime import datetime

from lms.foundation.strongbox import lock_up, take_out
from lms.webhooks import signing
from lms.webhooks.models import Subscription


def made_for(agency_id: int) -> tuple[str, bytes]:
    """A new one, as its receiver is told it this once, and as it is kept."""
    secret = signing.new_secret()
    return secret, lock_up(secret.encode(), _about(agency_id))


def secrets_of(held: Subscription, moment: datetime) -> tuple[str, ...]:
    """Those that sign now, the newest first; raises OtherSecret."""
    kept = [held.secret]
    if held.old_secret and held.old_until and held.old_until > moment:
        kept.append(held.old_secret)
    return tuple(take_out(each, _about(held.agency_id)).decode() for each in kept)


def _about(agency_id: int) -> str:
    return f"webhook:{agency_id}"
