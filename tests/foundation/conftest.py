"""Kinds of jobs that only these tests know."""

from collections.abc import Iterator

import pytest

from lms.foundation import jobs


@pytest.fixture(autouse=True)
def _kinds_of_the_test_alone() -> Iterator[None]:
    known = dict(jobs.kinds())
    yield
    jobs.kinds().clear()
    jobs.kinds().update(known)
