"""The small course's case study, written in groups."""

from pathlib import Path

from courses import ASSIGNMENT, SLUG, publish_course
from essays import MODULE, URL, Writer
from lms.assignments.actions import join, make_group
from lms.assignments.queries import Group, group_of
from lms.assignments.rules import Grouping
from lms.catalog.queries import course
from lms.foundation.database import db
from lms.learning.actions import open_default_run
from lms.learning.queries import visit

FILE = "03-kasus.assignment.md"
GROUPS = f"{URL}/groups"
OWN = f"{GROUPS}/own"


def publish_together(
    folder: Path, agency_id: int, by: str = "learners", most: int = 2, slug: str = SLUG
) -> None:
    """Groups of two, joined by learners unless leaders make them."""
    keys = f"group: true\ngroup_from: 2\ngroup_to: {most}\ngroup_by: {by}\nmin_words"
    publish_course(folder, agency_id, slug, **{FILE: ASSIGNMENT.replace("min_words", keys)})


def gather(slug: str, person_id: int) -> None:
    """Somebody who is in the course makes a group, in which they are alone so far."""
    made = make_group(open_default_run(course(slug)).id, MODULE, "Melati")
    enrolment_id = visit(slug, person_id).enrolment_id or 0
    join(made.id, enrolment_id, MODULE, Grouping(2, 4, by_learners=True))


class Together(Writer):
    """Somebody who writes it with others."""

    def enrol(self) -> "Together":
        super().enrol()
        return self

    @property
    def enrolment_id(self) -> int:
        db.session.rollback()
        return visit(SLUG, self.someone.id).enrolment_id or 0

    @property
    def group(self) -> Group | None:
        return group_of(self.enrolment_id, course(SLUG).id, MODULE)

    def found(self, name: str = "Melati") -> int:
        """Make a group and join it; answers its id."""
        assert self.post(OWN, name=name).status_code == 302
        assert self.group
        return self.group.id

    def join(self, group_id: int) -> int:
        return self.post(OWN, group=str(group_id)).status_code

    @property
    def is_done(self) -> bool:
        return visit(SLUG, self.someone.id).is_done(MODULE)
