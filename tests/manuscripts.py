"""Manuscripts for tests, opened and changed as the pages would do it."""

from cast import Cast
from folders import COURSE
from lms.authoring import actions
from lms.authoring.models import Manuscript
from lms.authoring.queries import file_at, files
from lms.foundation.database import transaction

NEW = "kursus-baru"


def open_manuscript(cast: Cast, slug: str = NEW) -> Manuscript:
    """Of a course that is not there yet."""
    about = COURSE.encode()
    with transaction():
        return actions.begin(slug, about, agency_id=cast.province, by=cast.wati.id)


def edit(manuscript: Manuscript, path: str, old: str, new: str, by: int) -> None:
    """Replace one text in one file."""
    with transaction():
        file = file_at(manuscript.id, path)
        text = (file.source or b"").decode()
        assert old in text
        actions.save(manuscript, file.id, file.version, text.replace(old, new).encode(), by)


def texts(manuscript: Manuscript) -> dict[str, str]:
    return {each.path: each.source.decode() for each in files(manuscript.id) if each.source}
