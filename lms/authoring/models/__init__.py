"""Manuscripts, their way to a revision, and how their authors change."""

from lms.authoring.models.handovers import Handover, HandoverState
from lms.authoring.models.manuscripts import (
    OVER,
    Manuscript,
    ManuscriptEdit,
    ManuscriptFile,
    ManuscriptState,
    ManuscriptStep,
    ManuscriptVersion,
    RefereeRule,
    Remark,
    RemarkSettling,
    StepKind,
)

__all__ = [
    "OVER",
    "Handover",
    "HandoverState",
    "Manuscript",
    "ManuscriptEdit",
    "ManuscriptFile",
    "ManuscriptState",
    "ManuscriptStep",
    "ManuscriptVersion",
    "RefereeRule",
    "Remark",
    "RemarkSettling",
    "StepKind",
]
