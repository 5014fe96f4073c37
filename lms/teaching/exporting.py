"""The gradebook as a file that a spreadsheet opens, whatever the number of people."""

from collections.abc import Iterator
from decimal import Decimal

from lms.catalog.library import Outline
from lms.foundation import clock
from lms.foundation.language import say
from lms.foundation.spreadsheets import Value, csv_text
from lms.identity.queries import Scope, masked
from lms.teaching import queries
from lms.teaching.queries import Participant, Wanted
from lms.teaching.shown import STATES

HEAD = (
    say("Nama"),
    say("NIP"),
    say("Unit kerja"),
    say("Angkatan"),
    say("Keadaan"),
    say("Terdaftar"),
    say("Berakhir"),
    say("Modul selesai"),
    say("Jumlah modul"),
)


def grades_csv(scope: Scope, outline: Outline, wanted: Wanted) -> str:
    """With a BOM, by which spreadsheets know UTF-8; NIPs masked as on screen."""
    return csv_text(_lines(scope, outline, wanted))


def _lines(scope: Scope, outline: Outline, wanted: Wanted) -> Iterator[list[Value]]:
    titles = [module.title for module in queries.columns(outline)]
    yield [*(str(each) for each in HEAD), *titles]
    for one, scores in queries.list_all_grades(scope, outline, wanted):
        yield [*_about(one, len(outline.modules)), *map(_percent, scores)]


def _about(one: Participant, modules: int) -> list[Value]:
    ended = clock.local(one.ended_at).date().isoformat() if one.ended_at else None
    since = clock.local(one.enrolled_at).date().isoformat()
    state = str(STATES[one.state])
    return [one.name, masked(one.nip), one.unit, one.run, state, since, ended, one.done, modules]


def _percent(score: Decimal | None) -> str | None:
    """With a point, as programs read it."""
    return None if score is None else f"{score:.2f}"
