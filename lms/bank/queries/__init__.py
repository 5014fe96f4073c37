"""What can be asked about the questions of the bank."""

from lms.bank.queries.listing import (
    COLUMNS,
    PAGE,
    RAISED,
    UNASKED,
    Row,
    Sums,
    Wish,
    questions,
    sums,
)
from lms.bank.queries.offered import choices
from lms.bank.queries.one import (
    Stop,
    Use,
    Version,
    place,
    stops,
    uses,
    versions,
)
from lms.bank.queries.quizzes import holds, quiz, quizzes
from lms.bank.queries.reach import Reach, reach_of

__all__ = [
    "COLUMNS",
    "PAGE",
    "RAISED",
    "UNASKED",
    "Reach",
    "Row",
    "Stop",
    "Sums",
    "Use",
    "Version",
    "Wish",
    "choices",
    "holds",
    "place",
    "questions",
    "quiz",
    "quizzes",
    "reach_of",
    "stops",
    "sums",
    "uses",
    "versions",
]
