"""What can be asked about the questions of the bank."""

from lms.bank.queries.listing import (
    COLUMNS,
    PAGE,
    Column,
    Row,
    Sums,
    Wish,
    choices,
    questions,
    questions_listed,
    sums,
)
from lms.bank.queries.one import (
    Stop,
    Use,
    Version,
    place,
    question_shown,
    stops,
    uses,
    versions,
)
from lms.bank.queries.quizzes import holds, quiz, quizzes
from lms.bank.queries.reach import Reach, reach_of

__all__ = [
    "COLUMNS",
    "PAGE",
    "Column",
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
    "question_shown",
    "questions",
    "questions_listed",
    "quiz",
    "quizzes",
    "reach_of",
    "stops",
    "sums",
    "uses",
    "versions",
]
