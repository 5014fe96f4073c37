"""What one was told: the list of it, and each by itself."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.notices import actions, queries
from lms.web.access import signed_in
from lms.web.paging import page_asked

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@signed_in
def index() -> ResponseReturnValue:
    page = page_asked()
    found, total = queries.received(current_user.id, page)
    return render_template(
        "notices/index.html",
        notices=found,
        total=total,
        page=page,
        pages=max(1, -(-total // queries.PAGE)),
    )


@bp.get("/notices/<int:notice_id>")
@signed_in
def one(notice_id: int) -> ResponseReturnValue:
    """Opening it is reading it."""
    found = queries.got(notice_id, current_user.id)
    if found.read_at is None and found.withdrawn_at is None:
        actions.note_read(notice_id, current_user.id)
    return render_template("notices/one.html", notice=found)
