"""What the pages of the roster hang on, and share."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from lms.foundation.language import say
from lms.identity import queries as identity
from lms.identity.queries import Scope
from lms.roster import policies, queries
from lms.roster.models import RosterImport
from lms.web import errors

bp = Blueprint("roster", __name__)
NOT_YOURS = say("Data pegawai hanya diubah pengelola kepegawaian dan administrator instansinya.")
LARGEST_REQUEST = 51 * 2**20


@bp.url_value_preprocessor
def _room_for_files(endpoint: str | None, values: dict[str, object] | None) -> None:
    # The first thing that a request meets: the check of its token already reads the body.
    if endpoint == "roster.send":
        request.max_content_length = LARGEST_REQUEST


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    text = say("Berkas ini lebih dari 50 MB. Pecah menjadi beberapa berkas, lalu kirim lagi.")
    return errors.page(413, text)


def agencies() -> list[tuple[int, str]]:
    """Those whose roster the visitor keeps."""
    scope = Scope(agencies=policies.agencies_of(current_user.id))
    return [(it.id, it.name) for it in identity.agencies(scope)]


def found(import_id: int) -> RosterImport:
    """Raises NotFound for what is not of the visitor's agencies."""
    return queries.one(import_id, policies.agencies_of(current_user.id))
