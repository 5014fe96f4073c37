"""Feedback on one's own work and, for those who guide, the people whom they follow."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import queries as assignments
from lms.catalog.library import outline
from lms.foundation.audit import note_look
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Role
from lms.learning import queries as learning
from lms.mentoring import policies, queries, shown
from lms.mentoring.views.blueprint import bp
from lms.web.access import signed_in

GUIDES = {Role.MENTOR, Role.TRAINER}


@bp.get("/mentoring")
@signed_in
def index() -> ResponseReturnValue:
    talks = queries.talks(current_user.id)
    own = [each for each in talks if each.own]
    mentor, asked = queries.mentor_of(current_user.id), queries.asked_of(current_user.id)
    if not GUIDES & identity.roles(current_user.id):
        return render_template("mentoring/index.html", mentor=mentor, asked=asked, talks=own)
    people, waiting = queries.mentees(current_user.id), queries.waiting_for(current_user.id)
    places = queries.places([current_user.id])[current_user.id]
    return render_template(
        "mentoring/desk.html",
        mentor=mentor,
        asked=asked,
        talks=own,
        others=[each for each in talks if not each.own],
        waiting=waiting,
        people=shown.listed(people, waiting),
        places=places,
    )


@bp.get("/mentoring/people/<int:person_id>")
@signed_in
def mentee(person_id: int) -> ResponseReturnValue:
    """What one person does in all courses, for the mentor who follows them."""
    if not policies.may_follow(person_id, current_user.id):
        raise NotFound
    seen_by = {"actor_id": current_user.id, "agency_id": current_user.agency_id}
    note_look("way", ("person", person_id), **seen_by)
    people, waiting = queries.mentees(current_user.id), queries.waiting_for(current_user.id)
    courses = learning.own_courses(person_id)
    return render_template(
        "mentoring/mentee.html",
        mentee=next(each for each in people if each.id == person_id),
        courses=courses,
        totals={each.id: len(outline(each.revision_id).required()) for each in courses},
        works=assignments.sent_by(person_id),
        talks=[each for each in queries.talks(current_user.id) if each.person_id == person_id],
        people=shown.listed(people, waiting, person_id),
        places=queries.places([current_user.id])[current_user.id],
    )
