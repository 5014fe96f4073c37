"""Who somebody is and where they work on the day of a record, since both change later."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lms.foundation.database import db
from lms.identity import queries as identity
from lms.identity.models import Agency, Membership, Person
from lms.records.models import CompletionPerson


@dataclass(frozen=True)
class Snapshot:
    person: Person
    place: Membership | None  # none: in no unit on that day
    agency: Agency

    def columns(self) -> dict[str, Any]:
        """What a completion says of the person, without any personal text."""
        return {
            "person_id": self.person.id,
            "agency_id": self.agency.id,
            "agency_code": self.agency.code,
            "unit_id": self.place.unit_id if self.place else None,
            "unit_code": self.place.unit.code if self.place else "",
            "unit_path": self.place.unit.path if self.place else "",
            "staff_kind": self.person.staff_kind.value,
            "rank_group": self.place.rank_group if self.place else "",
        }

    def about(self, completion_id: UUID) -> CompletionPerson:
        return CompletionPerson(
            completion_id=completion_id,
            nip=self.person.nip,
            name=self.person.name,
            unit_name=self.place.unit.name if self.place else "",
            post=self.place.post.title if self.place else "",
        )


def taken(person_id: int, agency_id: int, day: date) -> Snapshot:
    """The person on `day`; `agency_id` owns the record where they are in no unit."""
    place = identity.membership(person_id, day)
    agency = place.unit.agency if place else db.session.get_one(Agency, agency_id)
    return Snapshot(identity.person(person_id), place, agency)
