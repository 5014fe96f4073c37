"""Files are UTF-8 text; what Windows adds to it means nothing and is kept."""

from pathlib import Path

import pytest

from folders import LESSON, SLUG, SOUND, reading_of


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", "1:1", "kosong"),
        (b" \r\n\n", "1:1", "kosong"),
        ("---\ntitle: é\n---\nx".encode("latin-1"), "2:8", "bukan UTF-8"),
        (LESSON.encode("utf-16"), "1:1", "bukan UTF-8"),
        (LESSON.encode() + b"x" * 300_000, "1:1", "lebih dari 200 KB"),
    ],
)
def test_a_file_that_is_no_text_is_told(
    content: bytes, place: str, words: str, tmp_path: Path
) -> None:
    mistakes = reading_of(tmp_path, SOUND | {"04-x.md": content}).mistakes
    assert len(mistakes) == 1
    assert str(mistakes[0]).startswith(f"{SLUG}/04-x.md:{place}: ")
    assert words in str(mistakes[0].text)


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("---", "\ufeff---")])
def test_marks_of_windows_are_kept_but_mean_nothing(
    change: tuple[str, str], tmp_path: Path
) -> None:
    plain = reading_of(tmp_path / "plain").courses[0]
    old, new = change
    count = -1 if old == "\n" else 1
    marked = {
        name: text if name.startswith("media") else str(text).replace(old, new, count)
        for name, text in SOUND.items()
    }
    read_again = reading_of(tmp_path / "marked", marked).courses[0]
    assert [each.html for each in read_again.modules] == [each.html for each in plain.modules]
    assert [each.facts for each in read_again.modules] == [each.facts for each in plain.modules]
    assert read_again.modules[0].source == str(marked["01-loket.md"]).encode()
    assert read_again.modules[1].questions[0].source in str(marked["02-kuis.quiz.md"])
