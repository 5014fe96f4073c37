"""Answers on their way: what a whole exam sends all the time, saved before Flask is asked."""

import json
import re
from uuid import UUID

from lms.assessment import actions
from lms.assessment.paper.answers import is_long, read
from lms.assessment.views.sitting.answers import acknowledgement

# As Flask reads them: a UUID that is written in another way is the address of nothing.
UUID_PART = "[0-9a-f]{8}-" + "[0-9a-f]{4}-" * 3 + "[0-9a-f]{12}"
PATH = rf"/attempts/({UUID_PART})/answers/([1-9][0-9]{{0,3}})"


def save(digest: str, body: bytes, asked: re.Match[str]) -> bytes | None:
    """Only an answer that is kept is told here; what is not is for the whole page to explain."""
    given = read(json.loads(body))
    if is_long(given.value):
        return None
    attempt, place = asked.groups()
    kept = actions.save_answer_of(digest, UUID(attempt), int(place), given)
    return acknowledgement(*kept) if kept else None


AT_THE_WICKET = ("PUT", PATH, save)
