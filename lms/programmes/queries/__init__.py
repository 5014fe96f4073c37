"""What can be asked about programmes."""

from lms.programmes.queries.following import (
    Followed,
    Part,
    blocked,
    followed,
    journey,
    newest,
    parts,
    state_of,
)
from lms.programmes.queries.listing import (
    Choice,
    Listed,
    Overseen,
    choices,
    overseen,
    programmes,
    scope_of,
)
from lms.programmes.queries.stages import Programmed, Step, StepState, is_met, programmed, steps
from lms.programmes.queries.telling import STAGES, Way, ways

__all__ = [
    "STAGES",
    "Choice",
    "Followed",
    "Listed",
    "Overseen",
    "Part",
    "Programmed",
    "Step",
    "StepState",
    "Way",
    "blocked",
    "choices",
    "followed",
    "is_met",
    "journey",
    "newest",
    "overseen",
    "parts",
    "programmed",
    "programmes",
    "scope_of",
    "state_of",
    "steps",
    "ways",
]
