"""One submission as it was handed in, and its files: for its owner and for who guides them."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assignments import actions, policies, queries
from lms.assignments.queries.submissions import Sent
from lms.foundation.errors import NotFound
from lms.foundation.files import store
from lms.web.access import signed_in
from lms.web.downloads import strange

bp = Blueprint("submissions", __name__)


def _find(submission_id: UUID) -> Sent:
    """Raises NotFound for a submission that the person may not know of."""
    found = queries.submission(submission_id)
    if not policies.may_see_submission(found, current_user.id):
        raise NotFound
    return found


@bp.get("/submissions/<uuid:submission_id>")
@signed_in
def submission(submission_id: UUID) -> ResponseReturnValue:
    found = _find(submission_id)
    own = policies.is_own(found, current_user.id)
    if not own:
        actions.note_reading(found, current_user.id, current_user.agency_id)
    return render_template(
        "assignments/submission.html",
        sent=found,
        files=queries.submission_files(found.id),
        own=own,
        authors=queries.authors(found.id) if found.group_id else [],
    )


@bp.get("/submissions/<uuid:submission_id>/files/<int:position>")
@signed_in
def file(submission_id: UUID, position: int) -> ResponseReturnValue:
    """A file goes out as an attachment only, so that no browser shows it in our name."""
    found = _find(submission_id)
    kept = {each.position: each for each in queries.submission_files(found.id)}.get(position)
    if kept is None:
        raise NotFound
    return strange(store().get(kept.file_digest), kept.name, kept.content_type)
