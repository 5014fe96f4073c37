"""Sharing out into groups whoever is in none yet."""

import secrets

from lms.assignments import queries
from lms.assignments.actions.groups import MOST, hold_run, make_group, put
from lms.assignments.rules import Grouping, shared_out


def share_out(
    course_id: int, slug: str, people: list[tuple[int, int, int, str]], grouping: Grouping, by: int
) -> int:
    """Everybody who is in no group into new ones, run by run, in an order nobody chose.

    Answers how many groups were made: none by the second of two clicks.
    """
    made = 0
    for run_id in sorted({run for _, _, run, _ in people}):
        hold_run(run_id)
        there = {
            it.enrolment_id
            for each in queries.groups_of(run_id, course_id, slug)
            for it in each.members
        }
        left = [id_ for id_, _, run, _ in people if run == run_id and id_ not in there]
        secrets.SystemRandom().shuffle(left)
        for size in shared_out(len(left), grouping):
            group = make_group(run_id, slug, _next_name(run_id, course_id, slug))
            for enrolment_id in [left.pop() for _ in range(size)]:
                put(group.id, enrolment_id, course_id, slug, by)
            made += 1
    return made


def _next_name(run_id: int, course_id: int, slug: str) -> str:
    names = {each.name for each in queries.groups_of(run_id, course_id, slug)}
    return next(f"Kelompok {n}" for n in range(1, MOST + 2) if f"Kelompok {n}" not in names)
