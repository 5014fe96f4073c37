"""Pictures and files that authors bring for a course."""

from hashlib import sha256

from lms.authoring.actions.writing import add_file, lock
from lms.authoring.models import Manuscript, ManuscriptFile
from lms.authoring.queries import files
from lms.foundation.errors import Invalid
from lms.foundation.files import store
from lms.foundation.language import say

MEDIA = "media/"
MOST = 500  # files of one course


def bring(manuscript: Manuscript, name: str, content: bytes, by: int) -> ManuscriptFile:
    """Keep a file under this name or one like it; the same content again is the file it was."""
    held = [each for each in files(lock(manuscript).id) if each.path.startswith(MEDIA)]
    digest = sha256(content).hexdigest()
    known = next((each for each in held if each.file_digest == digest), None)
    if known:
        return known
    if len(held) >= MOST:
        raise Invalid(say("Kursus ini sudah memuat %(most)d berkas media.", most=MOST))
    path = _free(name, {each.path for each in held})
    return add_file(manuscript, path, by, digest=store().put(content))


def _free(name: str, taken: set[str]) -> str:
    stem, _, ending = name.rpartition(".")
    path, count = f"{MEDIA}{name}", 2
    while path in taken:
        path, count = f"{MEDIA}{stem}-{count}.{ending}", count + 1
    return path
