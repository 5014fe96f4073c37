"""What can be asked about surveys: one's own reply, and what groups of replies say."""

from lms.evaluation.queries.replies import answers_of, reply
from lms.evaluation.queries.results import Outcome, Results, Wish, results
from lms.evaluation.queries.surveys import Survey, survey, surveys

__all__ = [
    "Outcome",
    "Results",
    "Survey",
    "Wish",
    "answers_of",
    "reply",
    "results",
    "survey",
    "surveys",
]
