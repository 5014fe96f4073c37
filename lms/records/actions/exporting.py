"""Taking records out is noted: who, in which form, which and how many."""

from dataclasses import asdict

from sqlalchemy import insert

from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import aside
from lms.records.exporting import Form, Written
from lms.records.queries import Wanted


def note_export(
    actor_id: int | None, agency_id: int | None, form: Form, written: Written, wanted: Wanted
) -> None:
    """Aside, since the reading itself changes nothing; `actor_id` none: at the command line."""
    with aside() as connection:
        connection.execute(
            insert(AuditEntry),
            {
                "at": clock.now(),
                "actor_id": actor_id,
                "agency_id": agency_id,
                "verb": "exported",
                "subject_kind": "register",
                "subject_id": form.name,
                "detail": {"wanted": _filters(wanted), **asdict(written)},
            },
        )


def _filters(wanted: Wanted) -> dict[str, str]:
    """What narrowed the export; a name or a NIP that was looked for is personal and left out."""
    given = {name: str(value) for name, value in asdict(wanted).items() if value}
    return given | ({"words": "…"} if wanted.words else {})
