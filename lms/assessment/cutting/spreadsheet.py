"""A panel's ratings as a file that spreadsheets open."""

from collections.abc import Iterator, Sequence

from lms.assessment import queries
from lms.assessment.models import CutPanel
from lms.assessment.models.panels import FIRST
from lms.foundation.spreadsheets import Value, csv_text

COLUMNS = ("panel", "putaran", "nomor", "soal", "versi", "poin", "penilai", "persen")


def written(panel: CutPanel) -> str:
    """One line for each rating of the rounds that are closed; judges by number, not by name."""
    return csv_text(_lines(panel))


def _lines(panel: CutPanel) -> Iterator[Sequence[Value]]:
    yield COLUMNS
    items = queries.cut_items(panel.id)
    # Of all who were invited, so that a judge has the same number in both rounds.
    invited = sorted(each.person_id for each in queries.judges(panel.id, FIRST))
    for number in range(FIRST, (panel.closed_round or 0) + 1):
        given = queries.ratings(panel.id, number)
        for judge, person_id in enumerate(invited, 1):
            for place, percent in given.get(person_id, {}).items():
                asked = items[place]
                about = (asked.key, asked.digest[:12], asked.points)
                yield panel.slug, number, place, *about, judge, percent
