"""A scenario as an author writes it; departures by place."""

from pathlib import Path

import pytest

from crossroads import FILE, SCENARIO, SLUG, write_crossroads
from lms.catalog.reading import read
from lms.catalog.reading.placeholders import STORY


def test_a_scenario_is_scenes_with_choices_and_ends(tmp_path: Path) -> None:
    found = read(write_crossroads(tmp_path))
    assert [str(each) for each in found.mistakes] == []
    assert [each.text for each in found.notes] == ["Pilihan ini belum berakibat."] * 2
    facts = found.courses[0].modules[0].facts
    assert (facts["reach"], facts["minutes"]) == ("any", 1)
    opening, taken, told, _ = facts["scenes"]
    assert (opening["id"], opening["title"], opening["end"]) == ("loket", "Pagi di loket", "")
    assert "<li>sebuah kotak</li>" in opening["html"]
    assert opening["choices"][1] == {
        "text": "Menolak dengan sopan",
        "to": "tolak",
        "html": "<p>Ia heran, lalu <strong>mengerti</strong>.</p>",
    }
    assert [each["to"] for each in taken["choices"]] == ["tolak", "simpan", "loket"]
    assert (told["end"], told["choices"]) == ("good", [])


def _without(first: str, last: str) -> str:
    return SCENARIO[: SCENARIO.index(first)] + SCENARIO[SCENARIO.index(last) :]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (SCENARIO.replace("-> simpan", "-> simpn"), "25:19", "adegan yang tidak ada"),
        (SCENARIO.replace("-> simpan", "->"), "25:18", "belum menuju adegan mana pun"),
        (SCENARIO.replace("-> simpan", "-> si mpan"), "25:1", "tidak tepat"),
        (
            SCENARIO.replace("- Menyimpannya -> simpan\n", "- A -> tolak\n"),
            "34:1",
            "Tidak ada jalan",
        ),
        (SCENARIO.replace("end=good", "end=baik"), "30:9", "end=baik tidak dapat dipakai"),
        (SCENARIO.replace("{#tolak end=good}", "{#tolak}"), "29:1", "mempunyai 0 pilihan"),
        (SCENARIO.replace("{#loket}", "{#loket end=fair}"), "14:1", "tidak mempunyai pilihan"),
        (SCENARIO.replace("{#loket}\n", ""), "6:1", "tanpa pengenal"),
        (SCENARIO.replace("{#loket}", "{#Loket}"), "7:2", "Pengenal adegan tidak sah"),
        (SCENARIO.replace("{#loket}", "{#loket awal}"), "7:9", "awal tidak dikenal"),
        (SCENARIO.replace("{#simpan", "{#tolak"), "35:3", "dipakai dua adegan"),
        (SCENARIO.replace("  > Ia berlalu", "  Ia berlalu"), "14:1", "teks tanpa tanda"),
        (SCENARIO.replace("  > Ia berlalu", "> Ia berlalu"), "15:1", "bukan milik pilihan"),
        (SCENARIO.replace("Menolak dengan sopan", "menerima bingkisannya"), "16:3", "sama dengan"),
        (SCENARIO.replace("Isinya uang.", STORY), "22:1", "contoh"),
        (SCENARIO.replace("Isinya uang.\n", ""), "19:1", "belum bercerita"),
        (SCENARIO.replace("Isinya uang.", "### Isinya"), "19:1", "tidak dapat memuat judul"),
        (SCENARIO.replace("## Kotak di laci", "##"), "19:1", "belum berjudul"),
        (_without("## Pagi", "## Dilaporkan"), "6:1", "dimulai dari akhirnya"),
        (SCENARIO[: SCENARIO.index("## Pagi")], "3:1", "berisi 0 adegan"),
        (SCENARIO.replace("title: B", "reach: baik\ntitle: B"), "2:8", "tidak dikenal"),
        (
            SCENARIO.replace("title: B", "reach: good\ntitle: B").replace("=good", "=fair"),
            "2:8",
            "meminta akhir yang baik",
        ),
    ],
)
def test_a_departure_is_told_where_it_is(tmp_path: Path, text: str, place: str, words: str) -> None:
    found = read(write_crossroads(tmp_path, {FILE: text}))
    mistakes = [str(each) for each in found.mistakes]
    assert any(f"{SLUG}/{FILE}:{place}: " in each and words in each for each in mistakes), mistakes


def test_a_circle_needs_a_way_out(tmp_path: Path) -> None:
    looping = SCENARIO.replace("- Mengembalikannya -> tolak", "- Mengintip -> putar")
    looping += "\n## Putar\n{#putar}\n\nTerus.\n\n- Terus -> putar\n"
    mistakes = read(write_crossroads(tmp_path, {FILE: looping})).mistakes
    assert [it.text for it in mistakes] == ["Dari adegan putar tidak ada jalan ke akhir mana pun."]
    assert not read(write_crossroads(tmp_path, {FILE: SCENARIO})).mistakes  # circles are allowed
