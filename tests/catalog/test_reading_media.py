"""Pictures are told by their content; drawings may only draw."""

import struct
import zlib
from pathlib import Path

import pytest

from folders import DRAWING, SLUG, SOUND, course_of, reading_of
from lms.catalog.reading.drawings import read_drawing

HEAD = struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I", 13)
    + b"IHDR"
    + HEAD
    + struct.pack(">I", zlib.crc32(b"IHDR" + HEAD))
)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480) + b"\0\0\0;"
JPEG = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    b"\xff\xc0\0\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03" + b"\0" * 9 + b"\xff\xd9"
)
RIFF = b"RIFF\x40\0\0\0WEBP"
WEBP = RIFF + b"VP8 \0\0\0\0" + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480) + b"\0" * 8
WEBP_LOSSLESS = RIFF + b"VP8L\0\0\0\0\x2f" + (639 | 479 << 14).to_bytes(4, "little") + b"\0" * 8
WEBP_LARGE = (
    RIFF
    + b"VP8X\0\0\0\0\0\0\0\0"
    + (639).to_bytes(3, "little")
    + (479).to_bytes(3, "little")
    + b"\0" * 8
)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("a.png", PNG, "image/png"),
        ("a.gif", GIF, "image/gif"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.webp", WEBP, "image/webp"),
        ("b.webp", WEBP_LOSSLESS, "image/webp"),
        ("c.webp", WEBP_LARGE, "image/webp"),
    ],
)
def test_a_picture_is_measured(
    name: str, content: bytes, content_type: str, tmp_path: Path
) -> None:
    media = course_of(tmp_path, SOUND | {f"media/{name}": content}).media
    found = next(each for each in media if each.name == f"media/{name}")
    assert (found.content_type, found.width, found.height) == (content_type, 640, 480)


def test_a_drawing_is_measured_by_its_view_box(tmp_path: Path) -> None:
    drawing = course_of(tmp_path).media[0]
    assert (drawing.width, drawing.height) == (440, 300)
    html = course_of(tmp_path).modules[0].html
    assert f'src="/media/{drawing.digest}/alur.svg"' in html
    assert 'width="440" height="300"' in html or 'height="300" width="440"' in html


def test_a_pdf_has_no_size(tmp_path: Path) -> None:
    media = course_of(tmp_path, SOUND | {"media/a.pdf": PDF}).media
    assert media[0].content_type == "application/pdf"
    assert media[0].width is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", JPEG, "Isi berkas ini bukan image/png"),
        ("a.png", b"", "Isi berkas ini bukan image/png"),
        ("a.jpg", b"<html>", "Isi berkas ini bukan image/jpeg"),
        ("a.pdf", PNG, "Isi berkas ini bukan application/pdf"),
        ("a.png", PNG[:20], "Ukuran gambar ini tidak terbaca"),
        ("a.jpg", JPEG[:20], "Ukuran gambar ini tidak terbaca"),
        ("a.html", b"<html>", "Jenis berkas ini tidak didukung"),
        ("a", PNG, "Jenis berkas ini tidak didukung"),
        ("A.PNG", PNG, "Nama berkas media tidak sah"),
        ("gambar 1.png", PNG, "Nama berkas media tidak sah"),
        ("a.png", PNG + b"\0" * 2**21, "lebih dari 2 MB"),
        ("sub/a.png", PNG, "Folder media tidak dapat bersusun"),
    ],
)
def test_a_file_that_pages_cannot_show_is_told(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, SOUND | {f"media/{name}": content})
    path = f"{SLUG}/media/{name.partition('/')[0]}"
    assert [mistake.path for mistake in reading.mistakes] == [path]
    assert words in str(reading.mistakes[0].text)


SVG, PAGE = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
TOO_MUCH = {
    "script": "<script>alert(1)</script>",
    "script by prefix": f'<s:script xmlns:s="{SVG}"/>',
    "handler": '<path onclick="alert(1)"/>',
    "handler in capitals": '<path ONLOAD="alert(1)"/>',
    "foreign object": "<foreignObject/>",
    "image from elsewhere": '<image href="https://example.com/a.png"/>',
    "xlink": '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//example.com/a.svg#b"/>',
    "drawing inside": '<image href="data:image/svg+xml,%3Csvg/%3E"/>',
    "script address": '<a href="javascript:alert(1)"><path/></a>',
    "fill from elsewhere": '<path fill="url(https://example.com/a.svg#b)"/>',
    "style from elsewhere": '<path style="background:url(//example.com)"/>',
    "style sheet": "<style>@import 'https://example.com/a.css';</style>",
    "style in pieces": "<style><![CDATA[ a{fill:url(http://example.com)} ]]></style>",
    "escaped style": "<style>a{fill:u\\72l(http://example.com)}</style>",
    "moved link": '<set attributeName="href" to="javascript:alert(1)"/>',
    "moved handler": '<animate attributeName="onclick" values="alert(1)"/>',
    "base": '<g xml:base="https://example.com/"/>',
    "frame": '<iframe src="https://example.com/"/>',
    "button of a page": f'<b:button xmlns:b="{PAGE}" formaction="java&#10;script:alert(1)"/>',
    "style by numbers": "<style>@im&#112;ort 'x.css';</style>",
    "instruction": '<?xml-stylesheet href="https://example.com/a.css"?>',
}


@pytest.mark.parametrize("inside", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_drawing_that_does_more_than_draw_is_refused(inside: str) -> None:
    drawing = f'<svg xmlns="{SVG}" viewBox="0 0 9 9">\n{inside}</svg>'
    faults = read_drawing(drawing.encode()).faults
    assert faults
    assert faults[0][0] == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{DRAWING}'.encode(), "DOCTYPE"),
        (f"<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>\n{DRAWING}".encode(), "DOCTYPE"),
        (f"<?xml version='1.0' encoding='utf-16'?>\n{DRAWING}".encode("utf-16"), "bukan UTF-8"),
        (f"<?xml version='1.0' encoding='utf-16'?>{DRAWING}".encode("utf-16-be"), "bukan UTF-8"),
        (f"<?xml version='1.0' encoding='iso-8859-1'?>\n{DRAWING}".encode(), "bukan UTF-8"),
        (DRAWING.replace("</svg>", "").encode(), "rusak"),
        (b"bukan gambar", "rusak"),
        (b"", "rusak"),
        (b"<html/>", "bukan <svg>"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(content: bytes, words: str) -> None:
    assert words in str(read_drawing(content).faults[0][2])


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill="url(#b)" id="a"/>',
        '<use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>.a{fill:url(#b)}</style>",
        "<title>onclick = javascript</title>",
    ],
)
def test_a_drawing_may_use_its_own_parts(inside: str) -> None:
    drawing = f'<svg xmlns="{SVG}" width="44" height="30.4px">{inside}</svg>'
    found = read_drawing(drawing.encode())
    assert not found.faults
    assert (found.width, found.height) == (44, 30)


@pytest.mark.parametrize(
    "size", ['width="100%" height="5"', 'viewBox="0 0 0 0"', 'viewBox="a"', ""]
)
def test_a_drawing_without_a_size_is_told(size: str, tmp_path: Path) -> None:
    drawing = f'<svg xmlns="{SVG}" {size}/>'
    reading = reading_of(tmp_path, SOUND | {"media/alur.svg": drawing})
    assert "Ukuran SVG ini tidak disebut" in str(reading.mistakes[0])
