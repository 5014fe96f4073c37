"""The lesson: the most visited page, so it costs two statements and the joining of kept pieces."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.catalog.kinds import Kind
from lms.catalog.library import Module, page
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say
from lms.learning import reading
from lms.learning.queries import Visit, requirement
from lms.web import kept
from lms.web.access import visitor
from lms.web.forms import token


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    sewn, left = _sewn(visit), _left(visit, module)
    key = (visit.outline.revision_id, module.slug, visit.state, sewn, left)
    return kept.page(key, lambda reader: _make(visit, module, reader), token)


def refuse(visit: Visit, module: Module, early: Conflict) -> ResponseReturnValue:
    """The page again, with why not beside the button, which is far below its top."""
    return _make(visit, module, visitor(), early.sentence), early.status


def _left(visit: Visit, module: Module) -> int:
    """What the page says of the time that is missing."""
    if visit.is_done(module.slug):
        return 0
    standing = visit.standings.get(module.slug)
    minutes = reading.minutes_of(page(module.digest).facts)
    return reading.rounded(reading.seconds_left(minutes, standing))


def _make(
    visit: Visit, module: Module, reader: object, refused: Sentence | str | None = None
) -> str:
    found = page(module.digest)
    return render_template(
        "learning/lesson.html",
        current_user=reader,
        visit=visit,
        outline=visit.outline,
        module=module,
        body=found.html,
        facts=found.facts,
        minutes=reading.minutes_of(found.facts),
        requirement=requirement(visit, module),
        refused=refused,
    )


def _sewn(visit: Visit) -> tuple[object, ...]:
    """What the page shows of the person's standing in the course."""
    scores = ((slug, s.done_at is not None, s.score) for slug, s in visit.standings.items())
    return visit.next_module.slug, *sorted(scores, key=lambda each: each[0])


KIND = Kind("lesson", say("Bacaan"), say("Baca"), reading.demand, show)
