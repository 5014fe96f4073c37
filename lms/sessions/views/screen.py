"""The screen in front: the code of this moment, large enough for the last row."""

from flask import current_app, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.sessions import code, policies, queries
from lms.sessions.place import find_desk, lock_of
from lms.sessions.shown import squares
from lms.sessions.views.blueprint import bp
from lms.sessions.views.listing import NOT_LEADING
from lms.web.access import ensure

UNTIL_IT_BEGINS = 60  # seconds between looks at a meeting that is not on


@bp.get("/courses/<slug>/<module_slug>/attendance/screen")
def screen(slug: str, module_slug: str) -> ResponseReturnValue:
    """Browsers fetch it anew when the code changes, by a header, so without scripts too."""
    desk = find_desk(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    moment = clock.now()
    is_on = desk.meeting.is_on(moment)
    given = code.code_at(lock_of(desk.course.id, desk.module.slug), moment) if is_on else ""
    address = url_for("sessions.scanned", code=given, **desk.keys)
    response = make_response(
        render_template(
            "sessions/screen.html",
            desk=desk,
            code=given,
            squares=squares(current_app.config["SETTINGS"].base_url + address) if is_on else None,
            present=queries.count_present(desk.scope, desk.course.id, desk.module.slug),
            now=moment,
        )
    )
    again = code.seconds_left(moment) if is_on else UNTIL_IT_BEGINS
    response.headers["Refresh"] = str(again)
    return response
