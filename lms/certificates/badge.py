"""A certificate as an Open Badge, which its person shows wherever badges are read."""

from collections.abc import Sequence

from flask import current_app

from lms.catalog import queries as catalog
from lms.certificates import queries
from lms.certificates.queries import Shown
from lms.foundation.errors import Gone
from lms.foundation.language import say
from lms.seals.actions import Award, seal_badge
from lms.seals.queries import revoked_asked

CRITERIA = "Menyelesaikan semua modul yang disyaratkan, dengan nilai yang diminta."


def badge_of(one: Shown) -> bytes:
    """Sealed anew each time. Raises Gone without a name to put on it, Conflict without a key."""
    if one.redacted_at is not None:
        raise Gone(say("Data pribadi pada sertifikat ini sudah dihapus menurut hukum."))
    base_url = current_app.config["SETTINGS"].base_url
    award = Award(
        address=f"{base_url}/verify/{one.code}",
        number=one.number,
        name=one.name,
        course=one.course_title,
        course_address=f"{base_url}/courses/{one.course_slug}",
        summary=catalog.course(one.course_slug).summary,
        criteria=CRITERIA,
        jp=one.jp,
        completed_on=one.completed_on,
        issued_at=one.issued_at,
        position=queries.position_of(one.id),
    )
    return seal_badge(one.agency_id, award)


@revoked_asked.connect
def tell_revoked(agency_id: int, first: int, last: int) -> Sequence[int]:
    """What has been revoked or replaced is no badge any more."""
    return queries.taken_back(agency_id, first, last)
