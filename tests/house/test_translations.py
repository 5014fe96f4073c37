"""Every sentence of the screens has its English, with the same values in it."""

import re
import shutil
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
VALUE = re.compile(r"%\(\w+\)[\d.]*[a-z]")
OURS = {"say": None, "_l": None, "plural": (1, 2)}
USUAL = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}

Message = str | tuple[str, ...]


@cache
def spoken() -> set[Message]:
    """What the code and the templates say, in the source language."""
    with (ROOT / "translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, method_map=methods, options_map=options, keywords=OURS | USUAL)
    return {message for _, _, message, _, _ in found}


ENGLISH = {
    message.id: message
    for message in read_po(BytesIO((ROOT / "translations/en/LC_MESSAGES/messages.po").read_bytes()))
    if message.id
}


def test_nothing_is_left_in_indonesian() -> None:
    missing = {m for m in spoken() if m not in ENGLISH or not ENGLISH[m].string}
    assert not missing, f"Run make messages, then translate: {sorted(map(str, missing))}"


def test_nothing_is_translated_that_nobody_says() -> None:
    left_over = ENGLISH.keys() - spoken()
    assert not left_over, f"Run make messages to drop: {sorted(map(str, left_over))}"


def test_a_translation_keeps_the_values() -> None:
    lost = [it.id for it in ENGLISH.values() if _values(it.id) != _values(it.string)]
    assert not lost, f"The English of these names other values: {lost}"
    fuzzy = [it.id for it in ENGLISH.values() if it.fuzzy]
    assert not fuzzy, f"Translate these again: {fuzzy}"


def _values(said: Message) -> set[str]:
    return set(VALUE.findall(said if isinstance(said, str) else said[-1]))


def test_make_messages_changes_entries_and_nothing_else(tmp_path: Path) -> None:
    for name in ("lms", "templates", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "Makefile", tmp_path)
    catalogue = tmp_path / "translations/en/LC_MESSAGES/messages.po"
    before = catalogue.read_text()
    entry = 'msgid "Katalog"\nmsgstr "Catalogue"\n'
    assert entry in before
    catalogue.write_text(before.replace(entry, entry.replace("Katalog", "Tak diucapkan")))
    _make_messages(tmp_path)
    once = catalogue.read_text()
    assert once.split("\n\n")[0] == before.split("\n\n")[0]  # the header, plural forms and all
    assert _entries(once) == {**_entries(before), "Katalog": ""}
    assert sum(line not in before for line in once.splitlines()) < 20  # wrapped as it was
    _make_messages(tmp_path)
    assert catalogue.read_text() == once


def _make_messages(folder: Path) -> None:
    # Not with the folder's own .venv, which there is none of.
    words = ["make", "--old-file=venv", f"PYTHON={sys.executable}", "messages"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def _entries(text: str) -> dict[Message, object]:
    found = read_po(BytesIO(text.encode()))
    return {message.id: message.string for message in found if message.id}
