"""The page of an assignment: the situation, what was typed, what was handed in, what came back."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import beside, policies, queries
from lms.assignments.drafts import Diverged, Typed
from lms.assignments.forms import WorkForm
from lms.assignments.queries.written import Work
from lms.assignments.rules import Assignment
from lms.assignments.shown import demand
from lms.catalog import queries as catalog
from lms.catalog.kinds import Kind
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.catalog.queries import renamed
from lms.catalog.rubric import rubric_rows
from lms.foundation.errors import NotFound, Refusal
from lms.foundation.language import Sentence, say
from lms.learning import policies as learning_policies
from lms.learning import queries as learning
from lms.learning.queries import Visit

NAME = "assignment"


@dataclass(frozen=True)
class Place:
    """A person at an assignment: the course, the module, and what they have done of it."""

    visit: Visit
    module: Module
    rules: Assignment
    work: Work

    def address(self, anchor: str | None = None) -> str:
        slug = self.visit.outline.course_slug
        return url_for("learning.module", slug=slug, module_slug=self.module.slug, _anchor=anchor)


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what is no assignment, or no course that the person may know of."""
    visit = learning.visit(slug, current_user.id)
    course_id, agency_id = visit.outline.course_id, current_user.agency_id
    known = visit.enrolled or learning_policies.may_see(course_id, agency_id)
    module = _module(visit, module_slug)
    if not known or module is None or module.kind != NAME:
        raise NotFound
    return _place(visit, module)


def _module(visit: Visit, slug: str) -> Module | None:
    """The page may have been open while the module got another name; nothing typed is lost so."""
    outline = visit.outline
    return outline.module(slug) or outline.module(renamed(outline.course_id, slug) or "")


def _place(visit: Visit, module: Module) -> Place:
    rules = Assignment.of(page(module.digest).facts)
    who, course_id = (visit.person_id, visit.enrolment_id or 0), visit.outline.course_id
    if rules.grouping:
        return Place(visit, module, rules, queries.group_work(*who, course_id, module.slug))
    return Place(visit, module, rules, queries.work(*who, module.slug))


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    place = _place(visit, module)
    return render(place, WorkForm.begun(place.work.draft), place.work.draft)


def refused(place: Place, form: WorkForm, typed: Typed) -> ResponseReturnValue:
    """The page again, with what is to be mended; the form goes on from the draft as it is now."""
    form.base.data = str(typed.version)
    return render(place, form, typed), 422


def refused_because(place: Place, form: WorkForm, refused: Refusal) -> ResponseReturnValue:
    """The page again, with what could not be done about the group."""
    return render(place, form, place.work.draft, group_refused=refused.sentence), refused.status


def both(place: Place, form: WorkForm, refusal: Diverged) -> ResponseReturnValue:
    """Two texts on one page: what was sent, and what another device has saved since.

    The button chooses, having seen both; a script goes on saving from where the typing began, which
    is refused until then.
    """
    begun = form.asked.base
    form.base.data = str(refusal.typed.version)
    return render(place, form, refusal.typed, begun=begun), 409


def render(
    place: Place,
    form: WorkForm,
    typed: Typed,
    begun: int | None = None,
    group_refused: Sentence | str | None = None,
) -> str:
    """`begun` is given where the field holds another text than `typed`, which began there."""
    latest = place.work.latest
    aparts = queries.aparts(latest.id) if latest and latest.group_id else {}
    return render_template(
        "assignments/assignment.html",
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
        body=page(place.module.digest).html,
        rules=place.rules,
        rubric=rubric_rows(place.rules),
        work=place.work,
        latest=latest,
        form=form,
        typed=typed,
        other=typed if begun is not None else None,
        begun=typed.version if begun is None else begun,
        group_refused=group_refused,
        others=_others(place),
        may_choose=policies.may_choose_group(place.work, place.rules.grouping),
        leads=place.rules.grouping and policies.may_make_groups(_course(place), current_user.id),
        apart=aparts.get(place.work.enrolment_id),
        files=queries.submission_files(latest.id) if latest else [],
        beside=beside.pieces(place.work, place.module.title),
    )


def _others(place: Place) -> list[queries.Group]:
    """The groups of the person's run, for who is in none."""
    if not place.rules.grouping or place.work.group or not place.work.enrolment_id:
        return []
    run_id = learning.enrolment(place.work.enrolment_id).run_id
    return queries.groups_of(run_id, place.visit.outline.course_id, place.module.slug)


def _course(place: Place) -> Course:
    return catalog.course(place.visit.outline.course_slug)


KIND = Kind(NAME, say("Tugas"), say("Kerjakan"), demand, show)
