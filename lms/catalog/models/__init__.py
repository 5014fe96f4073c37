"""Courses, their revisions and immutable pieces; the bank; what the catalogue is searched by."""

from lms.catalog.models.bank import (
    BankTopic,
    Origin,
    QuestionChange,
    QuestionPlace,
    QuestionState,
    QuestionStop,
    QuestionUse,
)
from lms.catalog.models.courses import (
    Course,
    CourseCompetency,
    CourseShare,
    Document,
    QuestionVersion,
    Renaming,
    Revision,
    RevisionMedia,
    RevisionModule,
    ShareStep,
)
from lms.catalog.models.searching import SearchedCourse, SearchedText, SearchTerm

__all__ = [
    "BankTopic",
    "Course",
    "CourseCompetency",
    "CourseShare",
    "Document",
    "Origin",
    "QuestionChange",
    "QuestionPlace",
    "QuestionState",
    "QuestionStop",
    "QuestionUse",
    "QuestionVersion",
    "Renaming",
    "Revision",
    "RevisionMedia",
    "RevisionModule",
    "SearchTerm",
    "SearchedCourse",
    "SearchedText",
    "ShareStep",
]
