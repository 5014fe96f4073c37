"""What can be asked about surveys: one's own reply, and what groups of replies say."""

from lms.evaluation.queries.readable import Readable, Survey, readable, survey, surveys
from lms.evaluation.queries.replies import answers_of, reply
from lms.evaluation.queries.results import Outcome, Results, Wish, results

__all__ = [
    "Outcome",
    "Readable",
    "Results",
    "Survey",
    "Wish",
    "answers_of",
    "readable",
    "reply",
    "results",
    "survey",
    "surveys",
]
