"""A quiz as its author declared it, and what that comes to for one person."""

from lms.assessment.rules.quiz import Feedback, Grade, Line, Marking, Purpose, Quiz

__all__ = [
    "Feedback",
    "Grade",
    "Line",
    "Marking",
    "Purpose",
    "Quiz",
]
