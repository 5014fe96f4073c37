"""What others wrote and our pages send: pinned, told with its licence, built from its sources."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lms.web.assets import Assets
from servers import absent

ROOT = Path(__file__).parents[2]
TOOLS, BUILT = ROOT / "tools/codemirror", ROOT / "static/vendor/codemirror"
LOCK = (TOOLS / "package-lock.json").read_text()
PINS = {
    name.split("node_modules/")[-1]: pin
    for name, pin in json.loads(LOCK)["packages"].items()
    if name
}
MOST = 105_000  # bytes on the line; a page that is written on loads them once


def test_every_pin_has_its_hash_and_names_no_registry() -> None:
    assert [name for name, pin in PINS.items() if not pin["integrity"].startswith("sha512-")] == []
    assert "://" not in LOCK
    asked = json.loads((TOOLS / "package.json").read_text())
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert PINS[name]["version"] == version


def test_the_licences_are_those_of_what_is_pinned() -> None:
    told = re.findall(
        r"^(\S+) (\d\S+) \((.+)\)$", (BUILT / "LICENSES.txt").read_text(), re.MULTILINE
    )
    assert len(told) > 5
    assert [name for name, version, _ in told if PINS[name]["version"] != version] == []
    assert {licence for *_, licence in told} == {"MIT"}


def test_the_editor_is_no_heavier_than_agreed() -> None:
    assets = Assets(ROOT / "static")
    assert len(assets.files[assets.names["vendor/codemirror/codemirror.js"]].packed) < MOST


@pytest.mark.deep
def test_the_editor_is_what_its_sources_build(tmp_path: Path) -> None:
    if not shutil.which("npm"):
        absent("npm")
    subprocess.run([TOOLS / "build", tmp_path], check=True, capture_output=True, timeout=300)
    for path in BUILT.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), (
            "Run tools/codemirror/build"
        )
