"""The home page: one next step, deadlines, this year's JP, feedback that waits."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.queries import news_for
from lms.catalog import kinds
from lms.foundation import clock
from lms.home import doors, shown
from lms.home.told import told
from lms.identity import queries as identity
from lms.learning import queries as learning
from lms.mentoring.queries import asked_of, new_messages
from lms.notices.queries import news
from lms.records.queries import completions_of, year_picture
from lms.web.access import public, signed_in

bp = Blueprint("home", __name__)
LATELY = timedelta(days=14)  # how long one is told of a corrected score or an answer


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    # what waits for a mentor comes after what the person can go on with; sorting keeps the rest
    underway = sorted(learning.underway(current_user.id), key=shown.is_waiting)
    unasked = told(current_user.id, clock.now() - LATELY)
    obliged = {it.slug for it in unasked.duties}
    return render_template(
        "home/index.html",
        first=underway[0] if underway else None,
        others=underway[1:],
        completed=[] if underway else completions_of(current_user.id)[:1],
        kinds=kinds,
        due=shown.by_day(it for it in underway if it.visit.outline.course_slug not in obliged),
        picture=year_picture(current_user.id, clock.today()),
        news=new_messages(current_user.id),
        asked=asked_of(current_user.id),
        notices=news(current_user.id),
        told=news_for(current_user.id, clock.now() - LATELY),
        unasked=unasked,
    )


@bp.get("/desk")
@signed_in
def desk() -> ResponseReturnValue:
    """What the person's roles let them do, each with a link."""
    return render_template(
        "home/desk.html",
        halls=doors.open_to(current_user.id),
        held=identity.roles_held(current_user.id),
        roles=identity.ROLE_NAMES,
    )


@bp.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001  the page is called help
    return render_template("home/help.html")


shown.enter(bp)
