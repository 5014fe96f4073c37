"""The gradebook as a file that a spreadsheet opens, whatever the number of people."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from lms.catalog.library import Outline
from lms.foundation import clock
from lms.foundation.language import say
from lms.foundation.spreadsheets import BOM, harmless
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


def grades_csv(scope: Scope, outline: Outline, wanted: Wanted) -> Iterator[str]:
    """Lines of RFC 4180 with a BOM, by which spreadsheets know UTF-8; NIPs masked as on screen."""
    titles = [module.title for module in queries.columns(outline)]
    yield BOM + _line([*(str(each) for each in HEAD), *titles])
    for one, scores in queries.list_all_grades(scope, outline, wanted):
        yield _line([*_about(one, len(outline.modules)), *map(_percent, scores)])


def _about(one: Participant, modules: int) -> list[str | int | None]:
    ended = clock.local(one.ended_at).date().isoformat() if one.ended_at else None
    since = clock.local(one.enrolled_at).date().isoformat()
    state = str(STATES[one.state])
    return [one.name, masked(one.nip), one.unit, one.run, state, since, ended, one.done, modules]


def _percent(score: Decimal | None) -> str | None:
    """With a point, as programs read it."""
    return None if score is None else f"{score:.2f}"


def _line(cells: list[str | int | None]) -> str:
    written = StringIO()
    csv.writer(written).writerow(harmless(cells))
    return written.getvalue()
