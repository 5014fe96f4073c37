"""Keys that are corrected part by part: pairs, the order of steps, weights, gaps."""

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

import everytype
from cast import Cast
from everytype import PLACES, SLUG, URL
from judges import Marker
from lms.assessment import queries
from lms.assessment.marking.by_type import mark
from lms.assessment.marking.corrected import corrected
from lms.assessment.marking.keys import right_answer
from lms.bank.analysis import item
from lms.bank.queries.analysed import versions_analysed
from lms.foundation.jobs import work_once
from quizzes import Sitter, attempt, drawn_of

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
# What is typed for each part, and what the answers below are worth by it.
KEYS: dict[str, tuple[dict[str, str], str]] = {
    "match": ({"1": "3", "2": "2", "3": "1"}, "1.3333"),
    "order": ({"1": "2", "2": "1", "3": "3"}, "1"),
    "sjt": ({"1": "2", "2": "5", "3": "1"}, "5"),
    "cloze": ({"1": "24\r\n25 ± 1", "2": "3", "3": "aduan\r\nkeluhan"}, "3"),
}
FALSE: dict[str, dict[str, str]] = {
    "match": {"1": "", "2": "2", "3": "1"},
    "order": {"1": "1", "2": "1", "3": "2"},
    "sjt": {"1": "4", "2": "4", "3": "1"},
    "cloze": {"1": "banyak", "2": "1", "3": "aduan"},
}


@pytest.fixture
def rani(app: Flask, cast: Cast, tmp_path: Path) -> Sitter:
    everytype.publish_every_type(tmp_path / "content", cast.province)
    sitter = Sitter(app.test_client(), cast.rani)
    sitter.enrol(SLUG)
    return sitter


def sat(rani: Sitter) -> UUID:
    """Right by the keys to come, as the paper numbers it."""
    begun = rani.start(url=URL)
    orders = [each["options"] for each in drawn_of(begun)]

    def shown(name: str, written: int) -> str:
        return str(orders[PLACES[name] - 1].index(written) + 1)

    rani.put(begun, PLACES["match"], [shown("match", 1), shown("match", 2), shown("match", 1)])
    rani.put(begun, PLACES["order"], [shown("order", n) for n in (1, 2, 3)])
    rani.put(begun, PLACES["sjt"], shown("sjt", 2))
    listed = orders[PLACES["cloze"] - 1][1]
    rani.put(begun, PLACES["cloze"], ["24", str(listed.index(3) + 1), "Keluhan."])
    rani.submit(begun)
    return begun


def confirm(wati: Marker, address: str, typed: dict[str, str]) -> str:
    form = {"key": address[-20:], "kind": "key", "reason": "Kuncinya keliru."}
    form |= {f"bagian-{part}": value for part, value in typed.items()}
    seen = wati.post(address, step="preview", **form)
    assert seen.status_code == 200, seen.text
    mark_of = seen.text.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    assert wati.post(address, step="confirm", seen=mark_of, **form).status_code == 302
    return seen.text


# long: one story, a type after the other
@ONE_ENGINE
def test_each_type_gets_its_key_by_form_and_answers_their_points(
    app: Flask, cast: Cast, rani: Sitter
) -> None:
    begun = sat(rani)
    before = attempt(begun).score
    wati = Marker(app.test_client(), cast.wati)
    for name, (typed, points) in KEYS.items():
        digest = drawn_of(begun)[PLACES[name] - 1]["digest"]
        address = f"/marking/regrade/{digest}"
        page = wati.get(address).text
        assert page.count('name="bagian-') == 3, name
        assert "Pilihan yang benar" not in page, "an option of a situation is weighed, not ticked"
        refused = {f"bagian-{part}": value for part, value in FALSE[name].items()}
        wrong = wati.post(address, kind="key", key="x", step="preview", **refused)
        assert wrong.status_code == 422, name
        assert "field-error" in wrong.text
        confirm(wati, address, typed)
        while work_once():
            pass
        got = next(it for it in queries.marks(begun) if it.place == PLACES[name])
        assert got.points == Decimal(points), name
        told = wati.get(address).text
        assert "Perbaikan yang tercatat" in told
        for value in typed.values():
            assert value.split("\r\n")[-1] in told, "the form starts from the key that holds"
    assert before is not None
    after = attempt(begun).score
    assert after is not None
    assert after > before
    result = rani.browser.get(f"/attempts/{begun}/result").text
    assert "Nilai Anda diperbaiki" in result
    assert "3 dari 3 isian tepat." in result
    assert "Pilihan Anda, bobot 5 dari 5" in result
    assert result.index("Memeriksa berkas") < result.index("Menyapa warga"), "in the right order"


MATCH = {"pairs": [{"right": n, "feedback": "a"} for n in (1, 2, 3)]}
ORDER = {"steps": [{"feedback": ""}] * 4}


@given(st.permutations([1, 2, 3, 4]), st.permutations([1, 2, 3, 4]))
def test_an_order_is_worth_what_it_would_be_had_the_steps_been_written_so(
    key: list[int], answer: list[int]
) -> None:
    now = corrected(ORDER, {"kind": "order", "steps": key})
    renamed = [str(key.index(step) + 1) for step in answer]
    assert mark("order", now, [*map(str, answer)]) == mark("order", ORDER, renamed)
    assert mark("order", now, right_answer("order", now)).share == 1


@given(st.lists(st.integers(1, 4), min_size=3, max_size=3))
def test_what_was_said_of_a_pair_stays_only_with_its_key(rights: list[int]) -> None:
    now = corrected(MATCH, {"kind": "pairs", "right": rights})
    assert mark("match", now, right_answer("match", now)).share == 1
    said = [pair["feedback"] for pair in now["pairs"]]
    assert said == ["a" if right == n else "" for n, right in enumerate(rights, 1)]


@ONE_ENGINE
def test_item_analysis_goes_by_the_corrected_order(app: Flask, cast: Cast, rani: Sitter) -> None:
    begun = sat(rani)
    digest = drawn_of(begun)[PLACES["order"] - 1]["digest"]
    wati = Marker(app.test_client(), cast.wati)
    confirm(wati, f"/marking/regrade/{digest}", KEYS["order"][0])
    assert versions_analysed([digest]) == {}, "one person is nobody's figure"
    found = item(digest, [], {"kind": "order", "steps": [2, 1, 3]})
    assert [part.label for part in found.parts] == [
        "Memeriksa berkas,\ntermasuk lampirannya",
        "Menyapa warga",
        "Memberi tanda terima",
    ]
