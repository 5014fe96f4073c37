"""The lesson: the most visited page, so it costs two statements and the joining of kept pieces."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.catalog.kinds import Kind
from lms.catalog.library import Module, page
from lms.foundation.language import say
from lms.learning import reading
from lms.learning.queries import Visit, requirement
from lms.web import kept
from lms.web.forms import token


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    standing = visit.standings.get(module.slug)
    minutes = reading.minutes_of(page(module.digest).facts)
    left = 0 if visit.is_done(module.slug) else reading.seconds_left(minutes, standing)
    key = (visit.outline.revision_id, module.slug, visit.state, _sewn(visit), reading.rounded(left))
    return kept.page(key, lambda reader: _make(visit, module, left, reader), token)


def _make(visit: Visit, module: Module, left: int, reader: object) -> str:
    found = page(module.digest)
    before, after = visit.outline.neighbours(module.slug)
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
        seconds_left=reading.rounded(left),
        before=before,
        after=after,
    )


def _sewn(visit: Visit) -> tuple[object, ...]:
    """What the page shows of the person's standing in the course."""
    scores = ((slug, s.done_at is not None, s.score) for slug, s in visit.standings.items())
    return visit.next_module.slug, *sorted(scores, key=lambda each: each[0])


KIND = Kind("lesson", say("Bacaan"), say("Baca"), reading.demand, show)
