"""One lock serves every machine: it pins all that is asked for and names no place."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))


def test_everything_asked_for_is_pinned() -> None:
    groups = [PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values()]
    asked = {re.split(r"[<>=\[;, ]", each)[0] for group in groups for each in group}
    assert asked <= PINNED, "Run make lock"


def test_every_pin_has_its_hashes() -> None:
    pins = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_it_names_no_registry_and_no_path() -> None:
    assert not re.search(r"://|(?<![\w.])/\w|--(index|find)", LOCK)
