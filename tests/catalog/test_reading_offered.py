"""Links, files and videos as an author writes them; departures by place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalog.reading import read
from lms.catalog.reading.captions import read_captions
from lms.catalog.reading.shapes import ReadModule
from offers import ADDRESS, CAPTIONS, FILE, FILM, LINK, SLUG, VIDEO, write_offers

LINKS, SHEET, FILMED, WORDS = (
    "02-jdih.link.md",
    "03-lembar.file.md",
    "04-loket.video.md",
    "media/loket.vtt",
)


def reading(folder: Path, **changed: str | bytes) -> tuple[list[str], dict[str, ReadModule]]:
    found = read(write_offers(folder, changed))
    modules = {each.slug: each for course in found.courses for each in course.modules}
    assert not found.notes or found.mistakes, found.notes
    return [str(each) for each in found.mistakes], modules


def test_what_is_offered_is_told_before_it_comes(tmp_path: Path) -> None:
    mistakes, modules = reading(tmp_path)
    assert mistakes == []
    assert modules["jdih"].facts["host"] == "jdih.jambiprov.go.id"
    assert modules["jdih"].facts["minutes"] == 6  # a minute to read, five to look round
    facts = modules["lembar"].facts
    assert (facts["name"], facts["minutes"]) == ("lembar.xlsx", 20)
    assert facts["type"].endswith("spreadsheetml.sheet")
    film = modules["loket"].facts
    assert film["video"]["size"] == len(FILM)
    assert (film["minutes"], film["width"], film["height"]) == (3, 10, 10)
    assert modules["loket"].addresses["media/loket.vtt"].endswith("/loket.vtt")


ADDRESSES = [
    *("http://jdih.go.id/", "https://", "https://loket", "https://a@b.id/", "javascript:alert(1)"),
    *("https://b.id/ a", "https://-a.id/", "https://b.id:port/", "https://b.id\\@c.id/"),
]


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        *((LINKS, LINK.replace(ADDRESS, f"'{it}'"), "3:10", "https") for it in ADDRESSES),
        (LINKS, LINK.replace("Cari **satu** peraturan.\n", ""), "4:1", "untuk apa dibuka"),
        (SHEET, FILE.replace("Isi di kantor.\n", ""), "5:1", "untuk apa diunduh"),
        (SHEET, FILE.replace("lembar.xlsx", "hilang.xlsx"), "3:7", "tidak ada"),
        (SHEET, FILE.replace("lembar.xlsx", "loket.mp4"), "3:7", "tidak dapat dipakai"),
        (FILMED, VIDEO.replace("loket.mp4", "lembar.xlsx"), "4:8", "tidak dapat dipakai"),
        (FILMED, VIDEO.replace("media/loket.vtt", "media/kotak.svg"), "5:11", "tidak dapat"),
        (FILMED, VIDEO.replace("captions: media/loket.vtt\n", ""), "1:1", "captions belum ada"),
        (FILMED, VIDEO.replace("minutes: 3\n", ""), "1:1", "minutes belum ada"),
        (FILMED, VIDEO.replace("minutes: 3", "minutes: 2"), "3:10", "berakhir pada 2:00"),
        (FILMED, VIDEO.replace("Petugas menyapa: selamat pagi.\n", ""), "7:1", "Naskah video"),
        ("media/lembar.xlsx", b"PK\x03\x04", "1:1", "Isi berkas ini bukan"),
        ("media/loket.mp4", b"MZ\x00\x00 a program", "1:1", "Isi berkas ini bukan video/mp4"),
        ("media/lembar.xlsx", b"PK" + bytes(2 * 2**20), "1:1", "lebih dari 2 MB"),
        (WORDS, "00:01.000 --> 00:02.000\nPagi.\n", "1:1", "tidak diawali WEBVTT"),
        (WORDS, "WEBVTT\n", "1:1", "belum memuat"),
        (WORDS, CAPTIONS.replace("00:01.000", "0:1"), "5:1", "tidak terbaca"),
        (WORDS, CAPTIONS.replace("00:04.500", "00:00.500"), "6:1", "berakhir sebelum"),
        (WORDS, CAPTIONS.replace("00:05.000", "00:00.000"), "9:1", "dimulai sebelum"),
        (WORDS, CAPTIONS.replace("Kita mulai dari loket.\n", ""), "9:1", "kosong"),
        (WORDS, CAPTIONS + "\nSTYLE\n::cue {}\n", "12:1", "gaya"),
        (WORDS, b"WEBVTT\n\n\xff\xfe", "1:1", "bukan UTF-8"),
    ],
)
def test_a_departure_is_told_where_it_is(
    tmp_path: Path, name: str, text: str | bytes, place: str, words: str
) -> None:
    mistakes, modules = reading(tmp_path, **{name: text})
    assert any(f"{SLUG}/{name}:{place}: " in each and words in each for each in mistakes), mistakes
    assert not modules


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda it: f"WEBVTT\n\n{it}".encode()))
def test_captions_of_any_bytes_are_read_or_refused(content: bytes) -> None:
    found = read_captions(content)
    assert bool(found.cues) or bool(found.faults)
