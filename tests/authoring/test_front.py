"""A front matter changes by the key that was touched; all else stays byte for byte."""

import time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from folders import COURSE, LESSON, QUIZ
from lms.authoring import front
from lms.authoring.outline import relinked, slug_of

line = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\u0085\ufeff"),
    min_size=1,
    max_size=40,
).map(lambda it: " ".join(it.split()) or "x")
value: st.SearchStrategy[Any] = st.one_of(
    line,
    st.integers(-5, 5000),
    st.booleans(),
    st.lists(line, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 9), min_size=1),
)
sources = st.sampled_from([it.encode() for it in (COURSE, LESSON, QUIZ)])
keys = st.sampled_from(["title", "summary", "goals", "competencies", "completion", "minutes", "x"])


@given(sources, keys, value, st.booleans())
def test_a_key_says_what_it_was_given_and_the_others_what_they_said(
    source: bytes, key: str, given_: Any, windows: bool
) -> None:
    source = source.replace(b"\n", b"\r\n") if windows else source
    before = front.values_of(source)
    changed = front.with_values(source, {key: given_})
    assert front.values_of(changed) == before | {key: given_}
    assert front.parts(changed).body == front.parts(source).body
    assert front.with_values(changed, {key: given_}) == changed
    without = front.with_values(changed, {key: None})
    assert front.values_of(without) == {name: it for name, it in before.items() if name != key}
    assert (b"\r\n" in changed) == windows
    kept = {name: before[name] for name in before if name != key}
    assert front.with_values(changed, kept) == changed


@given(sources, line, st.booleans())
def test_a_body_is_changed_alone(source: bytes, text: str, windows: bool) -> None:
    source = source.replace(b"\n", b"\r\n") if windows else source
    assert front.with_body(source, front.body_of(source).replace("\n", "\r\n")) == source
    changed = front.with_body(source, f"{text}\n\n{text}\n")
    assert front.body_of(changed) == f"{text}\n\n{text}\n"
    assert front.parts(changed).front == front.parts(source).front
    assert (b"\r\n" in changed) == windows


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\n# atas\ngoals:\n# tengah\n  - a\n\n  - b\n# bawah\njp: 1\n---\nIsi\n", "jp"),
        ("\ufeff---\ngoals:\n- a\n- b\n# bawah\njp: 1\n---\nIsi\n", "jp"),
        ("---\ngoals: [a,\n  b]\n# bawah\njp: 1\n---\nIsi\n", "jp"),
        ("---\n'goals': |\n  a\n\n  b\n# bawah\njp: 1\n---\nIsi\n", "jp"),
    ],
)
def test_a_value_of_several_lines_goes_as_a_whole(before: str, after: str) -> None:
    changed = front.with_values(before.encode(), {"goals": ["c"]}).decode()
    assert changed.endswith("goals:\n  - c\n# bawah\njp: 1\n---\nIsi\n")
    assert after in front.values_of(changed.encode())
    gone = front.with_values(before.encode(), {"goals": None}).decode()
    assert gone.endswith("---\n# bawah\njp: 1\n---\nIsi\n") or "# atas\n# bawah" in gone


def test_a_file_without_front_matter_gets_one() -> None:
    assert front.with_values(b"Isi\n", {"title": "A: b"}) == b"---\ntitle: 'A: b'\n---\nIsi\n"
    assert front.values_of(b"---\n- a\n---\n") == {}
    assert front.values_of(b"---\na: [\n---\n") == {}
    assert front.title_of(b"\xff\xfe") == ""


@given(line, st.sets(st.sampled_from(["modul", "a", "a-2", "x"])))
def test_a_slug_is_made_of_any_title_and_is_its_own(title: str, taken: set[str]) -> None:
    made = slug_of(title, taken)
    assume(made)
    assert made not in taken
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug_of(title, taken | {made}) != made


def test_only_links_are_led_along() -> None:
    names = {"02-a.md": "03-a.md", "03-b.md": "02-b.md"}
    text = "[a](02-a.md) [b](<03-b.md#x>) ![c](media/02-a.md) `02-a.md`\n[e]: 02-a.md\n"
    led = "[a](03-a.md) [b](<02-b.md#x>) ![c](media/02-a.md) `02-a.md`\n[e]: 03-a.md\n"
    assert relinked(text, names) == led


def layers(count: int) -> str:
    """A few lines that stand for nine times as many words with each of them."""
    above = (f"k{it}: &a{it} [{','.join([f'*a{it - 1}'] * 9)}]" for it in range(1, count))
    return "\n".join(["k0: &a0 [lol]", *above, f"title: *a{count - 1}"])


BEYOND = {
    "aliases": layers(12),
    "an alias of itself": "title: &a [*a]",
    "a number without an end": f"title: 0x{'f' * 9000}",
    "hours and minutes without an end": f"title: 1{':59' * 5000}",
    "half a letter": 'title: "\\uD800"',
    "a sign that no database holds": 'title: "\\0"',
    "a sea of text": "title: x\n" + "x: [a, b]\n" * 200_000,
}


@pytest.mark.parametrize("written", BEYOND.values(), ids=BEYOND.keys())
def test_a_front_matter_made_to_do_harm_is_read_at_once_as_far_as_it_can(written: str) -> None:
    source, began = f"---\n{written}\n---\nIsi\n".encode(), time.process_time()
    title = front.title_of(source)
    assert "\0" not in title.encode().decode()
    changed = front.with_values(source, {"title": "Baru"})
    assert time.process_time() - began < 1
    assert b"title: Baru" in changed


def test_a_value_of_many_lines_is_replaced_at_once() -> None:
    listed = b"".join(b"  - x\n" for _ in range(200_000))
    began = time.process_time()
    changed = front.with_values(b"---\ngoals:\n" + listed + b"---\nIsi\n", {"goals": ["y"]})
    assert time.process_time() - began < 2
    assert changed == b"---\ngoals:\n  - y\n---\nIsi\n"
