"""Answers that were kept for who asks twice are forgotten."""

from datetime import timedelta

from lms.api.actions import forget_answers
from lms.foundation.jobs import job


@job("api.forget", every=timedelta(days=1))
def forget() -> None:
    forget_answers()
