"""What item analysis adds to the list of questions and to the page of one."""

from collections.abc import Sequence
from typing import Any

from lms.bank.analysis_shown import figure
from lms.bank.queries import Column, Row, question_shown, questions_listed
from lms.bank.queries.analysed import Brief, kept_figures, versions_analysed
from lms.bank.queries.one import Place, Version
from lms.foundation.language import say


@questions_listed.connect
def facility_and_discrimination(listed: Sequence[Row]) -> Column:
    """One figure above another: both are from 0 or -1 to 1."""
    found = kept_figures([each.digest for each in listed])
    heading = say("Kesukaran; daya beda")
    return Column(heading, {digest: _cell(brief) for digest, brief in found.items()})


def _cell(brief: Brief) -> str:
    return f"{figure(brief.facility)}; {figure(brief.rest)}"


@question_shown.connect
def figures_of_versions(place: Place, versions: Sequence[Version]) -> tuple[str, dict[str, Any]]:
    """The newest version first."""
    numbers = {each.digest: each.number for each in versions if each.digest}
    found = versions_analysed(list(numbers))
    told = [(numbers[digest], found[digest]) for digest in reversed(numbers) if digest in found]
    return "bank/question_statistics.html", {"figures_of": told}
