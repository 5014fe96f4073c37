"""Scenarios are written scene by scene, by forms, and looked at as a map."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from authors import FACTS, HOME, Author
from cast import Cast
from lms.authoring.scenes.map import depths, drawn
from lms.authoring.scenes.wording import Choice, Scene, scene_of, written
from lms.catalog import queries as catalog
from lms.catalog.library import page
from lms.catalog.reading.placeholders import EFFECT, SECOND
from pages import read

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    author = Author(app.test_client(), cast.wati)
    author.submit("/authoring/new", **FACTS)
    return author


def _source(wati: Author, address: str) -> str:
    return next(it.text for it in read(wati.get(f"{address}/source").text).all("textarea"))


def _hidden(wati: Author, address: str, name: str) -> str:
    found = read(wati.get(address).text).all("input")
    return next(it.get("value") for it in found if it.get("name") == name)


def test_a_scenario_is_written_by_forms_and_published(wati: Author) -> None:
    address = wati.add("scenario", "Bingkisan").removesuffix("/scenes")
    scenes = f"{address}/scenes"
    listed = wati.get(scenes).text
    assert "<svg" in listed
    assert "Akhir yang kurang" in listed
    answer = wati.submit(
        f"{scenes}/1",
        title="Di loket",
        text="Ada **amplop**.",
        choice_1="Menolak",
        consequence_1="Ia mengerti.\n\nAntrean lanjut.",
        choice_3="Menunda dahulu",
        to_3="+",
    )
    assert answer.headers["Location"] == f"{scenes}#soal-1"
    assert (
        "belum bercerita apa pun" in wati.get(scenes).text
    )  # the scene that was begun is still empty
    assert wati.get(f"{scenes}/4").text.count("Menunda dahulu")
    wati.submit(f"{scenes}/4", text="Sudah sore.", choice_1="Menolak", to_1="akhir-baik")
    wati.submit(f"{scenes}/new", title="Pindah", text="Selesai.", end="fair")
    assert "Tidak ada jalan ke adegan pindah." in wati.get(scenes).text
    mark = _hidden(wati, f"{scenes}/5", "mark")
    wati.post(f"{scenes}/place", number="5", mark=mark, places="-1")
    wati.post(f"{scenes}/removal", number="4", mark=mark)
    assert "Di sini masih ada kalimat contoh" in wati.get(scenes).text
    wati.submit(f"{scenes}/1", choice_2="Menerima", consequence_2="Tercatat.")
    for number in (2, 3):
        wati.submit(f"{scenes}/{number}", text="Begitulah.")
    assert "Tanpa kesalahan" in wati.get(HOME).text or "Siap diterbitkan" in wati.get(HOME).text
    assert "Ada <strong>amplop</strong>." in wati.get(f"{address}/preview").text
    assert wati.submit(f"{HOME}/publication", note="Pertama").status_code == 302
    (module,) = catalog.current(catalog.course("loket-yang-ramah")).modules
    facts = page(module.digest).facts
    assert [each["id"] for each in facts["scenes"]] == [
        *("awal", "akhir-baik", "akhir-kurang", "menunda-dahulu"),
    ]
    assert facts["scenes"][0]["choices"][0]["html"].count("<p>") == 2
    assert facts["scenes"][0]["choices"][2]["to"] == "menunda-dahulu"


@ONE_ENGINE
def test_who_changes_nothing_changes_no_byte_and_what_cannot_be_is_told(wati: Author) -> None:
    address = wati.add("scenario", "Bingkisan").removesuffix("/scenes")
    scenes = f"{address}/scenes"
    body = wati.body(address).replace(f"- {SECOND}", f"*   {SECOND}")
    wati.submit(address, body=body)
    before = _source(wati, address)
    assert wati.submit(f"{scenes}/1").status_code == 302
    assert _source(wati, address) == before
    for field, typed, said in (
        ("title", "", "Tulis judul adegan"),
        ("choice_3", "Diam", "Pilih adegan yang dituju"),
        ("text", "Satu\n\n## Dua", "berarti lain"),
        ("end", "good", "Sebuah akhir tidak mempunyai pilihan"),
    ):
        refused = wati.submit(f"{scenes}/1", **{field: typed})
        assert refused.status_code == 422, field
        assert said in refused.text
    assert _source(wati, address) == before
    wati.submit(address, body=body.replace(f"  > {EFFECT}\n", "  Lanjutannya.\n", 1))
    assert wati.get(f"{scenes}/1").headers["Location"] == address


@ONE_ENGINE
def test_two_who_write_one_scene_see_both_texts(wati: Author, app: Flask, cast: Cast) -> None:
    address = wati.add("scenario", "Bingkisan").removesuffix("/scenes")
    scenes = f"{address}/scenes"
    mark = _hidden(wati, f"{scenes}/2", "mark")
    wati.submit(f"{scenes}/2", text="Yang pertama.")
    mine = {"number": "2", "mark": mark, "identifier": "akhir-baik", "end": "good"}
    late = wati.post(f"{scenes}/2", title="Akhir", text="Yang kedua.", **mine)
    assert late.status_code == 409
    assert "Yang kedua." in late.text
    assert "pertama" in late.text
    odd = mine | {"identifier": "x} end=good"}
    assert wati.post(f"{scenes}/2", title="A", text="B", **odd).status_code == 404
    rani = Author(app.test_client(), cast.rani)
    for path in ("", "/new", "/1"):
        assert rani.get(scenes + path).status_code in {403, 404}
    for path in ("/place", "/removal", "/1", "/new"):
        assert rani.post(scenes + path).status_code in {403, 404}


WORDS = st.from_regex(r"[A-Za-z][a-z]*( [a-z]+){0,3}", fullmatch=True)
NAMES = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,4})?", fullmatch=True)
CHOICES = st.builds(Choice, WORDS, st.sampled_from("abcdefgh"), st.one_of(st.just(""), WORDS))
SCENES = st.builds(
    Scene,
    NAMES,
    WORDS,
    WORDS,
    st.sampled_from(["", "good", "fair", "poor"]),
    st.lists(CHOICES, max_size=4).map(tuple),
)


@given(SCENES)
def test_a_scene_that_is_written_is_read_back(it: Scene) -> None:
    assert scene_of(written(it)) == it
    assert f"\n\n{it.text}" in written(it)
    assert "\n\n- " in written(it) or not it.choices


@given(st.lists(SCENES, max_size=8))
def test_every_scene_has_its_box_and_each_way_leads_on_or_back(found_scenes: list[Scene]) -> None:
    named = zip("abcdefgh", found_scenes, strict=False)
    scenes = [replace(each, identifier=name) for name, each in named]
    found, deep = drawn(scenes), depths(scenes)
    assert [it.number for it in found.boxes] == list(range(1, len(scenes) + 1))
    assert len({(it.x, it.y) for it in found.boxes}) == len(scenes)
    pairs = {(one.identifier, it.to) for one in scenes for it in one.choices if it.to in deep}
    ahead = sum(deep[one] < deep[to] for one, to in pairs)
    assert (len(found.ways), len(found.backs)) == (ahead, len(pairs) - ahead)
    level = re.compile(r"M(\d+) (\d+)C.* (\d+)$")
    falls = [level.match(way) for way in found.ways]
    assert all(fall and int(fall[2]) < int(fall[3]) for fall in falls)
    for box in found.boxes:
        assert box.left >= 0
        assert box.x + 40 <= found.width
