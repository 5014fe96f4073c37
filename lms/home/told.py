"""What one is told unasked of places, manuscripts, programmes and duties, in one statement for all.

Everybody opens this page first and hardly anybody has more than a row here, so it is asked once.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import false, literal, null, select, type_coerce, union_all

from lms.authoring.queries import WORDS, Word
from lms.foundation import clock
from lms.foundation.database import Moment
from lms.foundation.prepared import Prepared
from lms.learning.queries import NEWS, News
from lms.mandates.queries import DUTIES as OBLIGED
from lms.mandates.queries import Mine, mine
from lms.programmes.queries import STAGES, Way, ways

PLACES, MANUSCRIPTS, PROGRAMMES, DUTIES = "places", "manuscripts", "programmes", "duties"


@dataclass(frozen=True)
class Told:
    places: list[News]  # the latest first, as are
    manuscripts: list[Word]
    programmes: list[Way]  # by title
    duties: list[Mine]  # the nearest first


_place, _word, _stage, _duty = (each.subquery() for each in (NEWS, WORDS, STAGES, OBLIGED))
_NONE, _NOTHING, _NEVER = literal(""), literal(0), type_coerce(null(), Moment())
# Room, kind, slug, title, its other name, text, number, key, two flags, and when.
_ALL = union_all(
    select(
        *(literal(PLACES), _place.c.kind, _place.c.slug, _place.c.title, _place.c.name),
        *(_place.c.reason, _place.c.ahead, _NOTHING.label("key")),
        *(false().label("required"), false().label("completed"), _place.c.at),
    ),
    select(
        *(literal(MANUSCRIPTS), _word.c.kind, _word.c.course_slug, _word.c.title, _NONE),
        *(_word.c.note, _NOTHING, _NOTHING, false(), false(), _word.c.at),
    ),
    select(
        *(literal(PROGRAMMES), _NONE, _stage.c.slug, _stage.c.title, _stage.c.course_title),
        *(_NONE, _stage.c.position, _stage.c.programme_id, _stage.c.required, _stage.c.completed),
        _NEVER,
    ),
    select(
        *(literal(DUTIES), _NONE, _duty.c.slug, _duty.c.title, _duty.c.mandate, _duty.c.due),
        *(_NOTHING, _NOTHING, false(), false(), _NEVER),
    ),
).subquery()
_TOLD = Prepared(select(_ALL))


def told(person_id: int, since: datetime) -> Told:
    by_room = defaultdict(list)
    for room, *rest in _TOLD.all(person=person_id, since=since, today=clock.today()):
        by_room[room].append(rest)
    places = [
        News(kind, slug, title, run, ahead, reason, at)
        for kind, slug, title, run, reason, ahead, _, _, _, at in by_room[PLACES]
    ]
    words = [
        Word(kind, slug, title, note, at)
        for kind, slug, title, _, note, _, _, _, _, at in by_room[MANUSCRIPTS]
    ]
    stages = [
        (key, title, position, required, slug, course, done)
        for _, slug, title, course, _, position, key, required, done, _ in by_room[PROGRAMMES]
    ]
    duties = [(slug, title, name, due) for _, slug, title, name, due, *_ in by_room[DUTIES]]
    return Told(
        sorted(places, key=lambda it: it.at, reverse=True),
        sorted(words, key=lambda it: it.at, reverse=True),
        ways(stages),
        mine(duties),
    )
