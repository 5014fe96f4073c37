"""What a file is, is told by its bytes; what it is called is only a name."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays import PDF, PNG
from lms.foundation.language import Sentence
from lms.foundation.uploads import ENDINGS, LARGEST, Upload, judge, safe_name, type_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def package(parts: dict[str, str]) -> bytes:
    """A zip of named parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def office(kind: str, parts: dict[str, str] | None = None) -> bytes:
    """As little of an office file as says what it is."""
    main = f'<Types><Override PartName="/x" ContentType="{kind}.main+xml"/></Types>'
    return package({"[Content_Types].xml": main} | (parts or {}))


BYTES = {
    "application/pdf": PDF,
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40 + b"\xff\xd9",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 40,
    **{kind: office(kind) for kind in ENDINGS if "openxmlformats" in kind},
    ODT: package({"mimetype": ODT, "content.xml": "<a/>"}),
}
LIES = {
    "a program": b"MZ" + b"\x00" * 200,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with scripts": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "plain text": b"hanya teks biasa",
    "a film": b"RIFF\x24\x00\x00\x00AVI LIST" + b"\x00" * 40,
    "a text that spells a sign": rb"\x89PNG " + b" " * 80,
    "a text with a word in the right place": (b"text" + b" " * 69 + b"text" + b" " * 20),
    "another kind of picture": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\x00" * 40,
    "an archive": package({"a.txt": "x"}),
    "an archive with a broken end": b"PK\x03\x04" + b"\x00" * 80,
    "a document with macros": office(WORD, {"word/vbaProject.bin": "x"}),
    "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "a program that ends like a picture": b"MZ" + b"\x00" * 200 + PNG,
    "an archive that calls itself a page": package({"mimetype": "text/html"}),
}


def test_all_that_is_accepted_has_an_example() -> None:
    assert BYTES.keys() == ENDINGS.keys()


@pytest.mark.parametrize("kind", BYTES)
def test_the_bytes_tell_the_type_whatever_the_name_says(kind: str) -> None:
    told = judge("laporan.exe", BYTES[kind])
    assert isinstance(told, Upload)
    assert (told.content_type, told.name) == (kind, f"laporan.{ENDINGS[kind]}")


@pytest.mark.parametrize("lie", LIES)
def test_a_file_that_lies_about_its_type_is_refused_by_name(lie: str) -> None:
    told = judge("surat.pdf", LIES[lie])
    assert isinstance(told, Sentence)
    assert str(told).startswith("surat.pdf: isinya bukan PDF")


def test_empty_and_large_files_are_refused_with_the_reason() -> None:
    assert "kosong" in str(judge("a.pdf", b""))
    assert "5 MB" in str(judge("a.pdf", PDF + b"\x00" * LARGEST))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\rani\\memo.pdf", "memo.pdf"),
        ("memo\u202efdp.exe", "memofdp.pdf"),
        ("memo\r\nX-Header: 1.pdf", "memoX-Header 1.pdf"),
        ("CON.pdf", "lampiran.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "lampiran.pdf"),
        ("", "lampiran.pdf"),
        ('a<b>"c"|d?.pdf', "a b c d.pdf"),
        ("laporan akhir.v2.docx", "laporan akhir.v2.pdf"),
    ],
)
def test_a_name_cannot_mislead(given: str, kept: str) -> None:
    assert safe_name(given, "application/pdf") == kept


@given(st.text(max_size=400))
def test_any_name_becomes_a_plain_one(name: str) -> None:
    kept = safe_name(name, "image/png")
    assert kept.endswith(".png")
    assert kept == safe_name(kept, "image/png")
    assert len(kept) <= 104
    assert not set(kept) & set('/\\<>:"|?*\r\n\t\x00')
    assert not kept.startswith((".", " "))


@given(st.data())
def test_an_office_file_that_was_damaged_on_its_way_gets_an_answer(data: st.DataObject) -> None:
    whole = bytearray(packed_office(zipfile.ZIP_DEFLATED))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert type_of(bytes(whole)) in {None, *ENDINGS}


def packed_office(packing: int, more: bytes = b"") -> bytes:
    """An office file whose first part is packed in one way, and has `more` at its end."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as file:
        main = f'<Types><Override ContentType="{WORD}.main+xml"/></Types>'
        file.writestr("[Content_Types].xml", main.encode() + more)
    return made.getvalue()


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_unpacks_a_bomb_whole_is_not_even_begun(packing: int) -> None:
    bomb = packed_office(packing, b" " * (64 * 2**20))
    assert len(bomb) < 2**16
    tracemalloc.start()
    told = type_of(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told is None
    assert most < 8 * 2**20, "it was unpacked"


def test_what_a_part_unpacks_to_beyond_its_beginning_is_not_read() -> None:
    bomb = packed_office(zipfile.ZIP_DEFLATED, b" " * (64 * 2**20))
    tracemalloc.start()
    told = type_of(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told == WORD
    assert most < 8 * 2**20


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert type_of(content) in {None, *ENDINGS}
