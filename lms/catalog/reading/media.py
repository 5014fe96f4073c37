"""The files in `media/`: few types, told by their content, and only a film may be large."""

from dataclasses import dataclass
from hashlib import sha256

import puremagic

from lms.catalog.reading.captions import read_captions
from lms.catalog.reading.drawings import Drawing, read_drawing
from lms.catalog.reading.grammar import MEDIA
from lms.catalog.reading.pictures import picture_size
from lms.catalog.reading.shapes import Mistake, ReadMedia
from lms.catalog.reading.sheet import Findings
from lms.foundation.language import Sentence, say
from lms.foundation.office import office_type

LARGEST = 2 * 2**20
LARGEST_FILM = 50 * 2**20  # ten minutes at a phone's width and half a megabit a second
SVG, CAPTIONS, MP4, WEBM = "image/svg+xml", "text/vtt", "video/mp4", "video/webm"
FILMS = {"mp4": MP4, "webm": WEBM}
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
DOCUMENTS = {
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": f"{OPEN}text",
    "ods": f"{OPEN}spreadsheet",
    "odp": f"{OPEN}presentation",
}
TYPES = {
    "svg": SVG,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "pdf": "application/pdf",
    "vtt": CAPTIONS,
    **FILMS,
    **DOCUMENTS,
}
PICTURES = {kind for kind in TYPES.values() if kind.startswith("image/")}


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_FILM if ending(name) in FILMS else LARGEST


@dataclass
class _Look:
    """One look at one file; `wrong` notes against its path."""

    path: str
    findings: Findings

    def wrong(self, text: Sentence, mend: Sentence, line: int = 1, column: int = 1) -> None:
        self.findings.mistakes.append(Mistake(self.path, line, column, text, mend))


def read_media(path: str, name: str, content: bytes, findings: Findings) -> ReadMedia:
    """The file as pages show it; what speaks against showing it is noted."""
    look = _Look(path, findings)
    before = len(findings.mistakes)
    content_type = _content_type(look, name, content)
    told = len(findings.mistakes) == before
    width, height = _size(look, content_type, content) if told else (None, None)
    return ReadMedia(name, content, content_type, sha256(content).hexdigest(), width, height)


def _content_type(look: _Look, name: str, content: bytes) -> str:
    bare = name.removeprefix("media/")
    stated = TYPES.get(ending(bare), "")
    if not MEDIA.fullmatch(bare):
        mend = say("Pakai huruf kecil, angka, titik, tanda hubung, dan garis bawah.")
        look.wrong(say("Nama berkas media tidak sah."), mend)
    if len(content) > largest(bare):
        text = say("Berkas ini lebih dari %(largest)s MB.", largest=largest(bare) // 2**20)
        look.wrong(text, say("Perkecil; warga daerah membukanya lewat ponsel."))
    elif not stated:
        look.wrong(
            say("Jenis berkas ini tidak didukung."), say("Pakai %(types)s.", types=", ".join(TYPES))
        )
    elif stated not in {SVG, CAPTIONS, *_told_types(content)}:
        look.wrong(
            say("Isi berkas ini bukan %(stated)s.", stated=stated),
            say("Ekspor ulang atau perbaiki akhirannya."),
        )
    return stated


def _told_types(content: bytes) -> set[str]:
    """By the bytes alone; the library knows too few films and office files."""
    if content.startswith(b"PK"):
        return {office_type(content) or ""}
    if content[4:8] == b"ftyp":
        return {MP4}
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return {WEBM} if b"webm" in content[:64] else set()
    try:
        return {told.mime_type for told in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return set()


def _size(look: _Look, content_type: str, content: bytes) -> tuple[int | None, int | None]:
    if content_type == CAPTIONS:
        for line, text, mend in read_captions(content).faults:
            look.wrong(text, mend, line)
    if content_type not in PICTURES:
        return None, None
    if content_type == SVG:
        drawing = read_drawing(content)
        _report(look, drawing)
        return drawing.width, drawing.height
    size = picture_size(content_type, content)
    if size is None:
        look.wrong(say("Ukuran gambar ini tidak terbaca."), say("Ekspor ulang gambarnya."))
    return size or (None, None)


def _report(look: _Look, drawing: Drawing) -> None:
    for line, column, text, mend in drawing.faults:
        look.wrong(text, mend, line, column)
    if not drawing.faults and drawing.width is None:
        look.wrong(
            say("Ukuran SVG ini tidak disebut."), say('Tambahkan viewBox="0 0 lebar tinggi".')
        )
