"""The steps of a manuscript, each noted with who, when and which files."""

from datetime import datetime

from lms.authoring.models import Manuscript, ManuscriptState, ManuscriptStep, StepKind
from lms.authoring.queries import files_now
from lms.authoring.sealing import seal
from lms.foundation import clock
from lms.foundation.database import db


def step(
    manuscript: Manuscript,
    kind: StepKind,
    by: int | None,
    note: str = "",
    due_at: datetime | None = None,
) -> ManuscriptStep:
    """The caller holds the manuscript's lock."""
    taken = ManuscriptStep(
        manuscript_id=manuscript.id,
        kind=kind,
        person_id=by,
        note=note,
        seal=seal(files_now(manuscript.id)),
        due_at=due_at,
        at=clock.now(),
    )
    db.session.add(taken)
    db.session.flush()
    return taken


def write_again(manuscript: Manuscript, by: int) -> None:
    """A change to what is with the referees, or approved: it is being written again."""
    if manuscript.state != ManuscriptState.WRITING:
        manuscript.state = ManuscriptState.WRITING
        step(manuscript, StepKind.EDITED, by)
