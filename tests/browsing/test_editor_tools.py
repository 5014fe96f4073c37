"""What the tools of the editor make of any text: they change what is meant, and lose no letter."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from editors import at_a_desk
from windows import window

TEXTS = st.text(alphabet="ab *#>-1.\n|", max_size=24)
CALLS = st.one_of(
    st.tuples(st.just("emphasis"), st.sampled_from([1, 2])),
    st.tuples(st.just("lines"), st.sampled_from(["heading", "bullet", "number", "quote"])),
    st.tuples(st.just("box"), st.just("note")),
)
APPLY = """
async ([name, text, from, to, given]) => {
  const address = document.querySelector("template[data-editor]").dataset.commands;
  const made = (await import(address))[name](text, from, to, given, "", "");
  return { ...made, text: text.slice(0, made.from) + made.insert + text.slice(made.to) };
}
"""


@pytest.fixture(scope="module")
def page(
    chromium: Browser, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    home = tmp_path_factory.mktemp("desk")
    with at_a_desk(sqlite_template, home) as desk, window(chromium, desk) as page:
        page.goto("/page")
        yield page


def use(page: Page, tool: str, *words: object) -> dict[str, Any]:
    """The tool on a text, from a place to a place, with its own word."""
    made: dict[str, Any] = page.evaluate(APPLY, [tool, *words])
    return made


def letters(text: str) -> str:
    return "".join(each for each in text if each in "ab")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, call=CALLS, places=st.tuples(st.integers(0, 24), st.integers(0, 24)))
def test_no_letter_is_lost_and_the_cursor_is_in_the_text(
    page: Page, text: str, call: tuple[str, object], places: tuple[int, int]
) -> None:
    start, end = sorted(min(place, len(text)) for place in places)
    made = use(page, call[0], text, start, end, call[1])
    assert 0 <= made["from"] <= made["to"] <= len(text)
    assert letters(made["text"].replace("!!! note", "")) == letters(text)
    assert 0 <= made["select"][0] <= made["select"][1] <= len(made["text"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.sampled_from(["", "a ", "- ", "**b** "]),
    chosen=st.text(alphabet="ab", min_size=1, max_size=5),
    stars=st.sampled_from([1, 2]),
)
def test_a_second_press_takes_off_what_the_first_put_on(
    page: Page, before: str, chosen: str, stars: int
) -> None:
    text = f"{before}{chosen} a"
    once = use(page, "emphasis", text, len(before), len(before) + len(chosen), stars)
    assert once["text"] == f"{before}{'*' * stars}{chosen}{'*' * stars} a"
    assert use(page, "emphasis", once["text"], *once["select"], stars)["text"] == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.text(alphabet="ab", min_size=1, max_size=4), min_size=1, max_size=4))
@pytest.mark.parametrize("kind", ["bullet", "number", "quote"])
def test_a_list_is_put_on_and_taken_off(page: Page, kind: str, rows: list[str]) -> None:
    text = "\n".join(rows)
    once = use(page, "lines", text, 0, len(text), kind)
    assert once["text"] != text
    assert use(page, "lines", once["text"], 0, len(once["text"]), kind)["text"] == text
