"""All files of a manuscript in one digest: what is approved and what is published bear the same."""

import json
from collections.abc import Sequence
from hashlib import sha256

from lms.authoring.models import ManuscriptFile


def mark(file: ManuscriptFile) -> str:
    return file.file_digest or sha256(file.source or b"").hexdigest()


def seal(files: Sequence[ManuscriptFile]) -> str:
    parts = sorted((each.path, mark(each)) for each in files)
    return sha256(json.dumps(parts).encode()).hexdigest()
