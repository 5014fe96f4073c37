"""What an uploaded PDF or badge is: the very file that was given out, or what else."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from lms.certificates import queries
from lms.certificates.code import named_in
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.seals import queries as seals

LARGEST = 5 * 2**20  # bytes


class Finding(StrEnum):
    SAME = "same"  # byte for byte what we gave out
    SEALED = "sealed"  # not the file that is kept, but intact under the seal of an agency here
    DISTRUSTED = "distrusted"  # intact, under a key that somebody else may have had
    OTHER = "other"  # names a certificate of ours or bears our seal, and is neither
    UNKNOWN = "unknown"  # nothing of ours


@dataclass(frozen=True)
class Checked:
    """`code`: of the certificate that a file is, or names; `seal`: what its seal says."""

    finding: Finding
    seal: seals.Checked
    code: str = ""


def check(content: bytes) -> Checked:
    """Raises Invalid for what is neither a PDF nor a badge, or too large to be a certificate."""
    if len(content) > LARGEST:
        raise _wrong(say("Berkas ini terlalu besar. Sertifikat paling besar 5 MB."))
    if not content.startswith(b"%PDF-"):
        return _badge(content)
    seal = seals.seal_of_pdf(content)
    kept = queries.code_of_file(hashlib.sha256(content).hexdigest())
    if kept:
        return Checked(Finding.SAME, seal, kept)
    return _stranger(seal, named_in(content))


def _badge(content: bytes) -> Checked:
    """A badge is sealed anew each time it is fetched, so its seal alone counts."""
    seal = seals.seal_of_credential(content.strip())
    if seal.verdict is seals.Verdict.UNSEALED:
        raise _wrong(
            say(
                "Berkas ini bukan PDF atau lencana. Unggah berkas sertifikat seperti yang Anda "
                "terima."
            )
        )
    return _stranger(seal, named_in(str(seal.content.get("id", "")).encode()))


def _stranger(seal: seals.Checked, named: str) -> Checked:
    try:
        code = queries.with_code(named).code if named else ""
    except NotFound:
        code = ""
    if seal.is_intact:
        return Checked(Finding.SEALED, seal, code)
    if seal.verdict is seals.Verdict.DISTRUSTED:
        return Checked(Finding.DISTRUSTED, seal, code)
    ours = code or seal.verdict is seals.Verdict.CHANGED
    return Checked(Finding.OTHER if ours else Finding.UNKNOWN, seal, code)


def _wrong(text: Sentence) -> Invalid:
    return Invalid(text, {"file": text})
