"""Groups at the desk of those who lead a course: made, shared out, changed by hand."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import actions, policies, queries
from lms.assignments.rules import Assignment, Grouping
from lms.catalog import queries as catalog
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.foundation.errors import Conflict, Invalid, NotFound, Refusal
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.learning import queries as learning
from lms.web.access import ensure

bp = Blueprint("groups", __name__)
ROOT = "/courses/<slug>/<module_slug>/groups"
NOT_LEADING = say("Kelompok diatur pengampu dan penyelenggara kursus ini.")


@dataclass(frozen=True)
class Desk:
    """An assignment for groups, at the desk of somebody who leads its course."""

    course: Course
    module: Module
    grouping: Grouping

    @property
    def scope(self) -> Scope:
        return Scope(agencies=frozenset({self.course.agency_id}))

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.course.slug, "module_slug": self.module.slug}

    @property
    def address(self) -> str:
        return url_for("groups.groups", **self.keys)

    @property
    def ungrouped(self) -> list[tuple[int, int, int, str]]:
        return queries.list_ungrouped(self.scope, self.course.id, self.module.slug)

    def groups(self, run_id: int) -> list[queries.Group]:
        return queries.groups_of(run_id, self.course.id, self.module.slug)


def _find(slug: str, module_slug: str) -> Desk:
    """Raises NotFound for a course of which the person may not know, and where none are grouped."""
    course = learning.known_course(slug, current_user.id, current_user.agency_id)
    outline = catalog.current(course)
    module = outline.module(module_slug) or outline.module(
        catalog.renamed(course.id, module_slug) or ""
    )
    if module is None or module.kind != "assignment":
        raise NotFound
    grouping = Assignment.of(page(module.digest).facts).grouping
    if grouping is None:
        raise NotFound
    return Desk(course, module, grouping)


@bp.get(ROOT)
def groups(slug: str, module_slug: str) -> ResponseReturnValue:
    desk = _find(slug, module_slug)
    ensure(policies.may_make_groups(desk.course, current_user.id), NOT_LEADING)
    return _page(desk)


def _page(desk: Desk, refused: Refusal | None = None) -> ResponseReturnValue:
    left = desk.ungrouped
    shown = [
        (run, desk.groups(run.id), [each for each in left if each[2] == run.id])
        for run in queries.runs_of(desk.course.id)
    ]
    html = render_template(
        "assignments/groups.html",
        desk=desk,
        runs=[each for each in shown if each[1] or each[2]],
        left=len(left),
        states={each.id: _state(each.id) for _, there, _ in shown for each in there},
        refused=refused.sentence if refused else None,
        name=request.form.get("name", ""),
    )
    return html, refused.status if refused else 200


def _state(group_id: int) -> queries.WorkState:
    found = queries.sent_of_group(group_id)[:1]
    return found[0].state if found else queries.WorkState.OPEN


@bp.post(ROOT)
def make(slug: str, module_slug: str) -> ResponseReturnValue:
    desk = _find(slug, module_slug)
    ensure(policies.may_make_groups(desk.course, current_user.id), NOT_LEADING)
    run_id = request.form.get("run", 0, type=int)
    if run_id not in {each.id for each in queries.runs_of(desk.course.id)}:
        raise NotFound
    try:
        actions.make_group(run_id, desk.module.slug, request.form.get("name", ""))
    except Invalid as refused:
        return _page(desk, refused)
    return redirect(desk.address)


@bp.post(f"{ROOT}/shared-out")
def share_out(slug: str, module_slug: str) -> ResponseReturnValue:
    desk = _find(slug, module_slug)
    ensure(policies.may_make_groups(desk.course, current_user.id), NOT_LEADING)
    course_id, by = desk.course.id, current_user.id
    try:
        made = actions.share_out(course_id, desk.module.slug, desk.ungrouped, desk.grouping, by)
    except Conflict as refused:
        return _page(desk, refused)
    flash(str(say("%(made)d kelompok dibentuk.", made=made)))
    return redirect(desk.address)


@bp.post(f"{ROOT}/members")
def put(slug: str, module_slug: str) -> ResponseReturnValue:
    """Somebody into a group, or into none."""
    desk = _find(slug, module_slug)
    ensure(policies.may_make_groups(desk.course, current_user.id), NOT_LEADING)
    enrolment_id = request.form.get("enrolment", 0, type=int)
    group_id = request.form.get("group", 0, type=int) or None
    _ensure_here(desk, enrolment_id, group_id)
    try:
        actions.put(group_id, enrolment_id, desk.course.id, desk.module.slug, current_user.id)
    except Conflict as refused:
        return _page(desk, refused)
    return redirect(desk.address)


def _ensure_here(desk: Desk, enrolment_id: int, group_id: int | None) -> None:
    """Raises NotFound for people and groups of other courses or modules."""
    known = [each for run in queries.runs_of(desk.course.id) for each in desk.groups(run.id)]
    people = {each.enrolment_id for group in known for each in group.members}
    people |= {enrolment for enrolment, _, _, _ in desk.ungrouped}
    if enrolment_id not in people or (group_id and group_id not in {each.id for each in known}):
        raise NotFound
