"""How levels are laid out on the pages of other rooms; this one has none of its own."""

from typing import Any

from flask import Blueprint

from lms.assessment.queries import Sitting, result_shown
from lms.competency.actions import SOURCE
from lms.competency.queries import ProfileLine, Shown, shown_by
from lms.foundation import clock
from lms.web.language import plural
from lms.web.shown import decimal

bp = Blueprint("competency", __name__)


@result_shown.connect
def levels_of_result(sitting: Sitting) -> tuple[str, dict[str, Any]] | None:
    """What a result page adds below the score: the levels that this attempt showed."""
    day = clock.local_date(sitting.submitted_at or clock.now())
    lines = shown_by(SOURCE, str(sitting.id), sitting.person_id, day)
    return ("competency/result.html", {"lines": lines}) if lines else None


@bp.app_template_filter()
def level_rows(lines: list[ProfileLine]) -> list[dict[str, Any]]:
    """Competencies of which something was shown, as the chart takes them."""
    return [
        {
            "code": line.code,
            "name": line.name,
            "reached": line.reached,
            "required": line.required,
            "right": _points(line.best),
            "meaning": line.meaning,
        }
        for line in lines
        if line.best is not None
    ]


def _points(shown: Shown | None) -> str | None:
    if shown is None:
        return None
    most = shown.most_points
    return plural(
        "%(points)s dari %(most)s poin",
        "%(points)s dari %(most)s poin",
        int(most),
        points=decimal(shown.points),
        most=decimal(most),
    )
