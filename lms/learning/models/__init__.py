"""Runs and enrolments, how far people are in them, who waits for a place, and what they say."""

from lms.learning.models.applications import (
    Application,
    ApplicationState,
    ApplicationStep,
    ApplicationStepKind,
)
from lms.learning.models.discussions import (
    Contribution,
    ContributionDraft,
    ContributionMark,
    Discussion,
    Moderation,
    ModerationKind,
)
from lms.learning.models.runs import (
    Approval,
    Enrolment,
    EnrolmentState,
    Progress,
    Run,
    Score,
    Withdrawal,
)

__all__ = [
    "Application",
    "ApplicationState",
    "ApplicationStep",
    "ApplicationStepKind",
    "Approval",
    "Contribution",
    "ContributionDraft",
    "ContributionMark",
    "Discussion",
    "Enrolment",
    "EnrolmentState",
    "Moderation",
    "ModerationKind",
    "Progress",
    "Run",
    "Score",
    "Withdrawal",
]
