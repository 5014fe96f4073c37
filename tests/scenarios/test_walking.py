"""What a learner is told and asked in each scene, and what is kept of the walk."""

from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from crossroads import COURSE_URL, FILE, SCENARIO, URL, Walker, kept, publish_crossroads
from lms.scenarios import actions
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_a_walk_leads_by_choices_to_an_end_and_is_kept(rani: Walker) -> None:
    opening = rani.get(URL).text
    assert "petugas loket" in opening
    assert "Pagi di loket" not in opening
    assert "Belum sampai di sana" in rani.get(COURSE_URL).text
    rani.begin().begin()  # a double click begins one walk
    with statements() as asked:
        scene = rani.get(URL).text
    asked.at_most(5)
    assert "<li>sebuah kotak</li>" in scene  # a list of the text is no choice
    assert rani.choose("Menerima").headers["Location"].endswith(f"{URL}#adegan")
    assert "Ia berlalu sambil tersenyum." in rani.get(URL).text
    assert not rani.is_done
    assert rani.choose("Mengembalikannya").status_code == 302
    page = rani.get(URL).text
    assert "Akhir yang baik" in page
    assert "Jalan yang Anda tempuh" in page
    assert rani.is_done
    assert kept() == [("good", [0, 0])]


@ONE_ENGINE
def test_a_step_back_is_told_in_the_path_and_another_try_begins_anew(rani: Walker) -> None:
    rani.begin().choose("Menerima")
    assert rani.back(1).status_code == 302
    assert "Menolak dengan sopan" in rani.get(URL).text
    assert rani.back(2).status_code == 302  # at the first scene there is nothing behind
    rani.choose("Menolak")
    page = rani.get(URL).text
    assert "<s>Menerima bingkisannya</s>" in page
    assert rani.back(3).status_code == 409  # an end stays reached
    rani.begin()
    assert "Apa yang Anda lakukan?" in rani.get(URL).text
    rani.choose("Menerima")
    rani.choose("Menyimpannya")
    page = rani.get(URL).text
    assert "Akhir yang kurang" in page
    assert "Percobaan sebelumnya" in page
    assert kept() == [("good", [0, None, 1]), ("poor", [0, 1])]


@ONE_ENGINE
def test_an_old_page_and_a_second_click_move_nobody(rani: Walker) -> None:
    assert rani.post(f"{URL}/moves", choice="0", at="0").status_code == 302  # no walk yet
    rani.begin()
    for _ in range(2):
        assert rani.post(f"{URL}/moves", choice="0", at="0").status_code == 302
    old = rani.post(f"{URL}/moves", choice="1", at="0")
    assert old.status_code == 409
    assert "Anda sudah melangkah dari sana" in old.text
    assert "Kotak di laci" in old.text
    assert rani.post(f"{URL}/moves", choice="7", at="1").status_code == 409
    assert rani.post(f"{URL}/moves", choice="banyak", at="1").status_code == 409
    assert rani.post(f"{URL}/returns", at="0").status_code == 409
    assert kept() == [(None, [0])]


@ONE_ENGINE
def test_a_page_from_before_the_end_is_told_so_and_the_end_stays(rani: Walker) -> None:
    rani.begin().choose("Menolak")
    assert rani.is_done
    for page, form in (("moves", {"choice": "0", "at": "0"}), ("returns", {"at": "0"})):
        old = rani.post(f"{URL}/{page}", **form)
        assert old.status_code == 409, page
        assert "Inilah tempat Anda kini" in old.text
    assert rani.post(f"{URL}/moves", choice="1", at="0").status_code == 302, "the second click"
    assert kept() == [("good", [1])]


@ONE_ENGINE
def test_walks_have_a_bound_that_is_told(rani: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_WALKS", 2)
    for _ in range(2):
        rani.begin().choose("Menolak")
    again = rani.post(f"{URL}/walks")
    assert again.status_code == 409
    assert "Anda sudah 2 kali menjalani skenario ini" in again.text
    assert len(kept()) == 2


@ONE_ENGINE
def test_a_scenario_may_ask_for_a_good_end(rani: Walker, cast: Cast, folder: Path) -> None:
    asking = SCENARIO.replace("---\nAnda", "reach: good\n---\nAnda")
    publish_crossroads(folder, cast.province, {FILE: asking})
    assert "sampai akhir yang baik" in rani.get(URL).text
    rani.begin().choose("Menerima")
    rani.choose("Menyimpannya")
    assert not rani.is_done
    rani.begin().choose("Menolak")
    assert rani.is_done


def test_a_walk_goes_on_in_the_text_it_was_begun_on(rani: Walker, cast: Cast, folder: Path) -> None:
    rani.begin().choose("Menerima")
    renamed = SCENARIO.replace("---\nAnda", "was: bingkisan\n---\nAnda")
    without = renamed.replace("- Menyimpannya -> simpan\n  > Tidak ada yang melihat.\n", "")
    without = without[: without.index("## Ketahuan")]
    changed = {FILE: None, "01-hadiah.scenario.md": without}
    publish_crossroads(folder, cast.province, changed)
    there = f"{COURSE_URL}/hadiah"
    assert "Menyimpannya" in rani.get(there).text
    assert rani.choose("Menyimpannya", there).status_code == 302
    rani.begin(there).choose("Menerima", there)
    assert "Menyimpannya" not in rani.get(there).text


@ONE_ENGINE
def test_who_only_went_round_starts_again(rani: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 3)
    rani.begin()
    for at, choice in enumerate(("0", "2", "0")):
        assert rani.post(f"{URL}/moves", choice=choice, at=str(at)).status_code == 302
    page = rani.get(URL).text
    assert "Mulai lagi" in page
    assert "Apa yang Anda lakukan?" not in page
    assert rani.post(f"{URL}/moves", choice="0", at="3").status_code == 409
    assert rani.back(3).status_code == 409
    rani.begin().choose("Menolak")
    assert rani.is_done
    assert kept() == [(None, [0, 2, 0]), ("good", [1])]


@ONE_ENGINE
def test_only_who_is_in_the_course_walks(rani: Walker, app: Flask, cast: Cast) -> None:
    nurul = Walker(app.test_client(), cast.nurul)  # has not enrolled
    lestari = Walker(app.test_client(), cast.lestari)  # of another agency
    for verb in ("walks", "moves", "returns"):
        assert nurul.post(f"{URL}/{verb}", at="0", choice="0").status_code == 403
        assert lestari.post(f"{URL}/{verb}", at="0", choice="0").status_code == 404
        assert rani.post(f"{COURSE_URL}/lain/{verb}").status_code == 404
    assert kept() == []
