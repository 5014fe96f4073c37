"""What people send as files: the type is read from the bytes, the name is only a name.

Nothing here is ever shown inside a page; a file goes back out as an attachment, under a name whose
ending tells the truth.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

import puremagic

from lms.foundation.files import store
from lms.foundation.language import Sentence, say
from lms.foundation.office import office_type

LARGEST = 5 * 2**20
LONGEST_NAME = 100
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
}
NAMES = dict(zip(ENDINGS, "PDF PNG JPEG WebP DOCX XLSX PPTX ODT".split(), strict=True))
# The library's table also knows looser signs ("RIFF" alone, old escapes); these must hold as well.
BEGINNINGS = {
    "application/pdf": re.compile(rb"%PDF-\d"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF.{4}WEBPVP8", re.DOTALL),
}
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


@dataclass(frozen=True)
class Upload:
    """A file that may be kept."""

    name: str
    content: bytes
    content_type: str


def judge(name: str, content: bytes, kinds: Collection[str] = ENDINGS.keys()) -> Upload | Sentence:
    """The file with its true type and a plain name, or the reason why it is refused."""
    if not content:
        return say("%(name)s: berkasnya kosong.", name=_plain(name))
    if len(content) > LARGEST:
        return say("%(name)s: lebih dari 5 MB. Perkecil, lalu pilih lagi.", name=_plain(name))
    content_type = type_of(content)
    if content_type is None or content_type not in kinds:
        return say(
            "%(name)s: isinya bukan %(accepted)s. Simpan sebagai salah satunya, lalu pilih lagi.",
            name=_plain(name),
            accepted=", ".join(NAMES[kind] for kind in NAMES if kind in kinds),
        )
    return Upload(safe_name(name, content_type), content, content_type)


def type_of(content: bytes) -> str | None:
    """The accepted type that the bytes themselves tell, whatever the name says."""
    if content.startswith(b"PK"):
        told = office_type(content)
        return told if told in ENDINGS else None
    try:
        guessed = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    found = {each.mime_type for each in guessed} & BEGINNINGS.keys()
    return next((kind for kind in found if BEGINNINGS[kind].match(content)), None)


def safe_name(name: str, content_type: str) -> str:
    """The last part of `name` without anything that could mislead, ending as its type does."""
    stem = _plain(name).rpartition(".")[0] or _plain(name)
    stem = stem.strip(". ")[:LONGEST_NAME].strip(". ")
    if not stem or stem.lower() in DEVICES:
        stem = "lampiran"
    return f"{stem}.{ENDINGS[content_type]}"


def _plain(name: str) -> str:
    """One line of ordinary letters; no folders, control signs or changes of direction."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = (sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    return re.sub(r'[<>:"|?*\s]+', " ", "".join(kept)).strip()[: 2 * LONGEST_NAME]


@dataclass(frozen=True)
class Stored:
    """A file that is on disk."""

    name: str
    content_type: str
    size: int
    digest: str


def keep(upload: Upload) -> Stored:
    """Put a file into the store; done before the transaction, since it waits for the disk."""
    digest = store().put(upload.content)
    return Stored(upload.name, upload.content_type, len(upload.content), digest)
