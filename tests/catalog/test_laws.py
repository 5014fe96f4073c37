"""Laws are recognised however they are cited, and told by one name."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from folders import LESSON, SOUND, write_course
from lms.catalog.reading import read
from lms.catalog.reading.cited import laws_of
from lms.catalog.reading.laws import citations
from lms.cli import cli

SAID = {
    "UU": ["UU", "Undang-Undang", "undang-undang"],
    "PP": ["PP", "Peraturan Pemerintah"],
    "Perppu": ["Perpu", "Perppu", "Peraturan Pemerintah Pengganti Undang-Undang"],
    "Perpres": ["Perpres", "Peraturan Presiden"],
    "PermenPANRB": [
        *("PermenPANRB", "Permen PANRB", "PermenPAN-RB", "Peraturan Menteri PANRB"),
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    ],
    "Permendagri": ["Permendagri", "Peraturan Menteri Dalam Negeri"],
    "Peraturan LAN": [
        *("Peraturan LAN", "PerLAN", "Peraturan Lembaga Administrasi Negara"),
        "Peraturan Kepala LAN",
    ],
    "Pergub Jambi": ["Pergub Jambi"],
    "Perda": ["Perda", "Peraturan Daerah"],
}
KINDS = st.sampled_from([(short, each) for short, all_ in SAID.items() for each in all_])
PLACES = st.sampled_from(["pasal 4", "pasal 203 ayat (4)", "pasal 12B", "pasal 17 huruf h"])


@given(
    KINDS,
    st.tuples(st.integers(1, 9999), st.integers(1945, 2099)),
    st.sampled_from(["%d/%d", "Nomor %d Tahun %d", "No. %d Tahun %d", "nomor %d tahun %d"]),
    st.tuples(
        st.lists(PLACES, max_size=3, unique=True),
        st.sampled_from(["", " tentang Pelayanan Publik,"]),
    ),
)
def test_one_law_has_one_name(
    kind: tuple[str, str], which: tuple[int, int], way: str, also: tuple[list[str], str]
) -> None:
    (number, year), (places, about) = which, also
    cited = f"{kind[1]} {way % (number, year)}"
    more = f"{about} {' dan '.join(places)}" if places else ""
    (found,) = citations(f"Menurut {cited}{more}. Lalu (lihat atas).")
    assert found.law.name == f"{kind[0]} {number}/{year}"
    assert list(found.places) == places


def test_short_names_of_ministries_are_laws_too() -> None:
    text = "Menurut Permendagri 1/2024, Permenkes Nomor 4 Tahun 2019 dan Permenkominfo 5/2020."
    named = [each.law.name for each in citations(text)]
    assert named == ["Permendagri 1/2024", "Permenkes 4/2019", "Permenkominfo 5/2020"]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for each in citations(f"{text} UU 25/2009 {text}"):
        assert re.fullmatch(r".+ (\d+/)?\d{4}", each.law.name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UU 31/1999 pasal 12B dan pasal 12C, PP 94/2021", ["UU 31/1999", "PP 94/2021"]),
        ("UU 1/2024 tentang A dan UU 11/2008 pasal 5", ["UU 1/2024", "UU 11/2008"]),
        ("UUD 1945 pasal 33 dan PMK 24/PMK.05/2020", ["UUD 1945", "PMK 24/2020"]),
        ("PPKM 5/2020, UU, pasal 4, UU 25/200, Bab 3/2020, UU 25/20091", []),
    ],
)
def test_what_is_a_law_and_what_is_none(text: str, found: list[str]) -> None:
    assert [each.law.name for each in citations(text)] == found


def test_a_course_lists_what_it_rests_on(tmp_path: Path) -> None:
    cited = (
        "\n\nMenurut <abbr>UU</abbr> 25/2009 pasal 21<sup>1</sup>, UU 25/2009 pasal 4. UUD 1945.\n"
    )
    folder = tmp_path / "content"
    write_course(folder, SOUND | {"01-loket.md": LESSON + cited})
    (course,) = read(folder).seen
    laws = laws_of(course)
    assert [each.law.name for each in laws] == ["UUD 1945", "UU 25/2009"]
    assert laws[1].places == ("pasal 4", "pasal 21")
    assert laws[1].modules[0].slug == "loket"
    out = CliRunner().invoke(cli, ["content", "laws", str(folder)]).output
    assert "  UU 25/2009 pasal 4, pasal 21: 01-loket.md" in out
