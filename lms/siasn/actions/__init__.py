"""What can be done with records and SIASN."""

from lms.siasn.actions.choosing import JOB, cancel, choose, end, release, resume, stop
from lms.siasn.actions.marking import Mended, mark_by_hand
from lms.siasn.actions.people import (
    MOST_ASKED,
    PEOPLE_JOB,
    Brought,
    ask_for_people,
    bring,
    note_person,
)
from lms.siasn.actions.ruling import AgencyDraft, FormDraft, set_agency, set_course, set_form
from lms.siasn.actions.taking import End, Taken, put_aside, take, tell

__all__ = [
    "JOB",
    "MOST_ASKED",
    "PEOPLE_JOB",
    "AgencyDraft",
    "Brought",
    "End",
    "FormDraft",
    "Mended",
    "Taken",
    "ask_for_people",
    "bring",
    "cancel",
    "choose",
    "end",
    "mark_by_hand",
    "note_person",
    "put_aside",
    "release",
    "resume",
    "set_agency",
    "set_course",
    "set_form",
    "stop",
    "take",
    "tell",
]
