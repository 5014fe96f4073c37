"""How days and moments are said on the page that greets."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, url_for

from lms.assignments.queries import WorkState
from lms.foundation import clock
from lms.foundation.language import Sentence, say
from lms.learning.queries import Underway
from lms.web.shown import day, time_of_day

SOON = 7  # days; a deadline nearer than that is marked


def recently(moment: datetime) -> Sentence:
    """When something was, as one would say it to a colleague."""
    hour = time_of_day(moment)
    days = (clock.today() - clock.local_date(moment)).days
    if days == 0:
        return say("hari ini pukul %(hour)s", hour=hour)
    if days == 1:
        return say("kemarin pukul %(hour)s", hour=hour)
    return say("%(day)s pukul %(hour)s", day=day(moment), hour=hour)


def by_day(underway: Iterable[Underway]) -> list[Underway]:
    """Those that are due on a day, the nearest first."""
    return sorted((it for it in underway if it.due_on), key=lambda it: it.due_on or clock.today())


def nearness(due_on: date) -> tuple[Sentence, str] | None:
    """How near a deadline is, with the kind of its tag; none where there is time."""
    days = (due_on - clock.today()).days
    if days < 0:
        return say("Lewat %(days)d hari", days=-days), "danger"
    if days == 0:
        return say("Hari ini"), "warn"
    if days <= SOON:
        return say("%(days)d hari lagi", days=days), "warn"
    return None


def work_state(under: Underway) -> WorkState:
    """How far the next module is as written work; open where it is none."""
    standing = under.visit.standings.get(under.visit.next_module.slug)
    return WorkState(standing.detail.get("state", WorkState.OPEN) if standing else WorkState.OPEN)


def is_waiting(under: Underway) -> bool:
    """Whether a mentor has the next word, so that the person has nothing to do in this course."""
    return under.visit.done < under.visit.total and work_state(under) == WorkState.WAITING


def next_step(under: Underway) -> str:
    """The address of the module to go on with, at the heading where reading stopped."""
    visit = under.visit
    slug, step = visit.outline.course_slug, visit.next_module
    if visit.done == visit.total:
        return url_for("learning.course", slug=slug)
    anchor = visit.place_anchor if visit.place_slug == step.slug else None
    return url_for("learning.module", slug=slug, module_slug=step.slug, _anchor=anchor)


def enter(bp: Blueprint) -> None:
    shown: tuple[Any, ...] = (recently, nearness, next_step, work_state, is_waiting)
    for show in shown:
        bp.add_app_template_filter(show)
