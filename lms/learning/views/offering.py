"""Links, files and videos: saying that one is done with it, and taking the file."""

from flask import redirect
from flask.typing import ResponseReturnValue

from lms.catalog.library import page
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.files import store
from lms.foundation.language import say
from lms.learning import actions, offered
from lms.learning.models import EnrolmentState
from lms.learning.views.blueprint import bp
from lms.learning.views.modules import onward, own
from lms.web.access import ensure
from lms.web.downloads import strange


@bp.post("/courses/<slug>/<module_slug>/confirmation")
def confirm(slug: str, module_slug: str) -> ResponseReturnValue:
    visit, found = own(slug, module_slug)
    if found.kind not in offered.OFFERED:
        raise NotFound
    ensure(visit.state == EnrolmentState.ACTIVE, say("Kursus ini sudah selesai."))
    try:
        actions.confirm(visit, found)
    except Conflict as early:
        return offered.render(visit, found, early)
    return redirect(onward(visit, found))


@bp.get("/courses/<slug>/<module_slug>/download")
def download(slug: str, module_slug: str) -> ResponseReturnValue:
    """Handed over and never shown, whatever its type."""
    visit, found = own(slug, module_slug)
    ensure(visit.enrolled)
    if found.kind != offered.FILE:
        raise NotFound
    facts = page(found.digest).facts
    return strange(store().get(facts["digest"]), facts["name"], facts["type"])
