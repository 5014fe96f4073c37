"""A meeting as an author writes it; departures by place."""

from pathlib import Path

import pytest

from lms.catalog.reading import read
from meetings import CLASS, SLUG, WEBINAR, write_meetings

ONE, OTHER = "02-kelas.session.md", "03-tanya.session.md"


def test_a_meeting_lasts_from_its_start_to_its_end(tmp_path: Path) -> None:
    found = read(write_meetings(tmp_path))
    assert [str(each) for each in found.mistakes + found.notes] == []
    _, kelas, tanya = found.courses[0].modules
    assert kelas.facts["minutes"] == 120
    assert (kelas.facts["starts"], kelas.facts["places"]) == ("2026-12-10T09:00", 2)
    assert tanya.facts["starts"] == "2026-12-11T09:00+08:00"
    assert (tanya.facts["minutes"], tanya.facts["host"]) == (90, "rapat.example.go.id")


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        (ONE, CLASS.replace("class", "rapat"), "3:7", "tidak dikenal"),
        (ONE, CLASS.replace("place: Aula BPSDM\n", ""), "3:7", "belum menyebut tempatnya"),
        (ONE, CLASS.replace("11:00", "08:00"), "5:7", "tidak sesudah mulainya"),
        (ONE, CLASS.replace("ends: 2026-12-10", "ends: 2026-12-11"), "5:7", "lebih dari 12 jam"),
        (ONE, CLASS.replace("09:00", "9"), "4:9", "bukan tanggal dengan jam"),
        (ONE, CLASS.replace("places: 2", "places: 0"), "7:9", "terlalu kecil"),
        (ONE, CLASS.replace("Bawa **satu** berkas.\n", ""), "8:1", "belum berkata tentang apa"),
        (ONE, CLASS.replace("starts: 2026-12-10 09:00\n", ""), "1:1", "starts belum ada"),
        (OTHER, WEBINAR.replace("https", "http"), "6:10", "https"),
        (OTHER, WEBINAR.replace("address: https://rapat.example.go.id/tanya\n", ""), "3:7", "alam"),
    ],
)
def test_a_departure_is_told_where_it_is(
    tmp_path: Path, name: str, text: str, place: str, words: str
) -> None:
    mistakes = [str(each) for each in read(write_meetings(tmp_path, {name: text})).mistakes]
    assert any(f"{SLUG}/{name}:{place}: " in each and words in each for each in mistakes), mistakes
