"""Taking records out is noted: who, in which form, which and how many."""

from dataclasses import asdict
from typing import Any

from lms.foundation.audit import audit, audit_aside
from lms.records.exporting import Form, Written
from lms.records.models import PreparedExport
from lms.records.queries import Among, Wanted


def note_export(
    actor_id: int | None, agency_id: int | None, form: Form, written: Written, wanted: Wanted
) -> int:
    """Answers the number of the export; `actor_id` none: at the command line."""
    whose = {"actor_id": actor_id, "agency_id": agency_id}
    return audit_aside("exported", "register", form.name, **whose, **_told(written, wanted))


def note_people_export(
    actor_id: int, agency_id: int | None, among: Among, told: dict[str, Any]
) -> None:
    """The same of a list of people with their JP; `told` are rows and digest of the file."""
    whose = {"actor_id": actor_id, "agency_id": agency_id}
    audit_aside("exported", "fulfilment", "csv", **whose, wanted=_filters(among), **told)


def note_prepared(asked: PreparedExport, written: Written, wanted: Wanted | Among) -> None:
    """The same of a file that a job made, with what else it keeps."""
    whose = {"actor_id": asked.person_id, "agency_id": asked.agency_id}
    audit("exported", asked.of, asked.form, **whose, **_told(written, wanted))


def note_fetched(asked: PreparedExport, person_id: int) -> None:
    whose = {"actor_id": person_id, "agency_id": asked.agency_id}
    audit_aside("fetched", "prepared_export", asked.id, **whose)


def _told(written: Written, wanted: Wanted | Among) -> dict[str, Any]:
    return {"wanted": _filters(wanted), **asdict(written)}


def _filters(wanted: Wanted | Among) -> dict[str, str]:
    """What narrowed the export; a name or a NIP that was looked for is personal and left out."""
    given = {name: str(value) for name, value in asdict(wanted).items() if value}
    return given | ({"words": "…"} if wanted.words else {})
