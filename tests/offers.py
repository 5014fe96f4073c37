"""A course that offers a link, a file and a video beside its lesson."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from courses import COURSE, LESSON, PICTURE
from forums import publish_again

SLUG = "bekal-lapangan"
URL = f"/courses/{SLUG}"
ADDRESS = "https://jdih.jambiprov.go.id/dokumen"
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
CAPTIONS = """WEBVTT

NOTE Dibuat oleh tim.

sapaan
00:01.000 --> 00:04.500
Selamat pagi, Bapak dan Ibu.

00:05.000 --> 02:00.250 line:80%
Kita mulai dari loket.
"""


def sheet() -> bytes:
    """A spreadsheet, as far as its type goes."""
    told = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr(
            ZipInfo("[Content_Types].xml"), f'<Types><Override ContentType="{told}"/></Types>'
        )
    return packed.getvalue()


LINK = f"---\ntitle: JDIH\naddress: {ADDRESS}\n---\nCari **satu** peraturan.\n"
FILE = "---\ntitle: Lembar kerja\nfile: media/lembar.xlsx\nminutes: 20\n---\nIsi di kantor.\n"
VIDEO = """---
title: Di loket
minutes: 3
video: media/loket.mp4
captions: media/loket.vtt
poster: media/kotak.svg
---
Petugas menyapa: selamat pagi.
"""
FILES: dict[str, str | bytes] = {
    "course.md": COURSE.replace("Melayani lewat Layar", "Bekal Lapangan"),
    "01-bacaan.md": LESSON.replace("Mulailah dari [kuis](02-kuis.quiz.md).", "Mulailah."),
    "02-jdih.link.md": LINK,
    "03-lembar.file.md": FILE,
    "04-loket.video.md": VIDEO,
    "media/kotak.svg": PICTURE,
    "media/lembar.xlsx": sheet(),
    "media/loket.mp4": FILM,
    "media/loket.vtt": CAPTIONS,
}


def write_offers(folder: Path, changed: dict[str, str | bytes] | None = None) -> Path:
    for name, content in (FILES | (changed or {})).items():
        path = folder / SLUG / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def publish_offers(folder: Path, agency_id: int) -> str:
    write_offers(folder)
    publish_again(folder, agency_id)
    return SLUG
