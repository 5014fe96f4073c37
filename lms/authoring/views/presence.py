"""Who else is writing, told by what was saved last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_login import current_user

from lms.authoring.models import ManuscriptFile
from lms.authoring.outline import title_of
from lms.authoring.views.finding import Bench
from lms.foundation import clock
from lms.foundation.language import Sentence
from lms.identity.queries import names

LATELY = timedelta(minutes=15)


@dataclass(frozen=True)
class Other:
    name: str
    title: Sentence | str
    at: datetime

    @property
    def minutes(self) -> int:
        return int((clock.now() - self.at).total_seconds() // 60)


def others(bench: Bench) -> list[Other]:
    """Whoever else saved something lately, each once with what they saved last."""
    return _others(bench.files)


def others_at(file: ManuscriptFile) -> list[Other]:
    return _others([file])


def _others(files: Sequence[ManuscriptFile]) -> list[Other]:
    since = clock.now() - LATELY
    lately = [
        each
        for each in sorted(files, key=lambda it: it.changed_at, reverse=True)
        if each.changed_by not in {None, current_user.id} and each.changed_at > since
    ]
    called = names(each.changed_by for each in lately if each.changed_by) if lately else {}
    found: dict[int, Other] = {}
    for each in lately:
        by = each.changed_by or 0
        found.setdefault(
            by, Other(called.get(by, ""), title_of(each.path, each.source), each.changed_at)
        )
    return list(found.values())
