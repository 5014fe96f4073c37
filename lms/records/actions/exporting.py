"""Taking records out is noted: who, in which form, which and how many."""

from dataclasses import asdict
from typing import Any

from lms.foundation.audit import audit_aside
from lms.records.exporting import Form, Written
from lms.records.queries import Among, Wanted


def note_export(
    actor_id: int | None, agency_id: int | None, form: Form, written: Written, wanted: Wanted
) -> int:
    """Answers the number of the export; `actor_id` none: at the command line."""
    detail = {"wanted": _filters(wanted), **asdict(written)}
    whose = {"actor_id": actor_id, "agency_id": agency_id}
    return audit_aside("exported", "register", form.name, **whose, **detail)


def note_people_export(
    actor_id: int, agency_id: int | None, among: Among, told: dict[str, Any]
) -> None:
    """The same of a list of people with their JP; `told` are rows and digest of the file."""
    whose = {"actor_id": actor_id, "agency_id": agency_id}
    audit_aside("exported", "fulfilment", "csv", **whose, wanted=_filters(among), **told)


def _filters(wanted: Wanted | Among) -> dict[str, str]:
    """What narrowed the export; a name or a NIP that was looked for is personal and left out."""
    given = {name: str(value) for name, value in asdict(wanted).items() if value}
    return given | ({"words": "…"} if wanted.words else {})
