"""The floor plan, kept true by reading every import in lms/.

Nothing may import a room above it, or reach past a room's doors.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "lms"

# From the cellar up. Each may import itself and whatever is listed before it.
CELLAR = ["foundation", "web"]
ROOMS = [
    *("identity", "roster", "seals", "standards", "notices", "catalog", "learning", "assessment"),
    *(
        "assignments",
        "bank",
        "exchange",
        "authoring",
        "competency",
        "mentoring",
        "records",
        "certificates",
        "siasn",
        "evaluation",
    ),
    *("sessions", "programmes", "scenarios", "mandates", "webhooks", "planning"),
]
ROOF = ["teaching", "approvals", "upkeep", "reports", "api", "home"]
# These put the house together, so they alone may see views and the roof.
DOORSTEP = ["rooms", "app", "demo", "cli", "__main__"]
FLOORS = CELLAR + ROOMS + ROOF + DOORSTEP

# What one room may see of another.
DOORS = {"models", "queries", "actions", "policies"}

# Where upper rooms enter their kinds at start, the shelf of what never changes, a rubric as two
# rooms judge by it, and the one reader of our grammar with the one way from what it read to a
# revision.
REGISTRIES = (
    *("lms.catalog.kinds", "lms.catalog.library", "lms.catalog.rubric", "lms.catalog.wording"),
    *("lms.assessment.preview", "lms.assignments.beside"),
    *("lms.catalog.reading", "lms.catalog.publishing"),
)

# These hold the rules of learning, so they must run without a browser.
BROWSER = ("flask", "werkzeug", "wtforms", "jinja2", "lms.web.")

# A dangerous or ageing library lives in one file or folder.
KEPT_IN = {
    "markdown": "foundation/markup/",
    "bleach": "foundation/markup/",
    "argon2": "identity/passwords.py",
    "PIL": "authoring/pictures.py",
    "pyhanko": "seals/pdf.py",
    "pyhanko_certvalidator": "seals/pdf.py",
    "asn1crypto": "seals/",
    "joserfc": "seals/jws.py",
    "openpyxl": "roster/reading/",
    "urllib3": "siasn/wire/",
    "typst": "certificates/paper/setting.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(PACKAGE).with_suffix("").parts


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def is_door(path: Path) -> bool:
    """Whether `path` is, or is a piece of, what other rooms may see."""
    parts = parts_of(path)
    return parts[0] in ROOMS + ROOF and len(parts) > 1 and parts[1] in DOORS


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_stairs_only_lead_down(path: Path) -> None:
    floor = parts_of(path)[0]
    if floor == "__init__":
        return
    assert floor in FLOORS, f"Add {floor} to FLOORS, and to ARCHITECTURE.md"
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "lms" and len(parts) > 1 and parts[1] in FLOORS:
            below = FLOORS.index(parts[1]) <= FLOORS.index(floor)
            assert below, f"{floor} may not import {name}, which lies above it"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_meet_at_their_doors(path: Path) -> None:
    floor = parts_of(path)[0]
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "lms" or len(parts) < 2 or parts[1] == floor or floor in DOORSTEP:
            continue
        assert parts[1] not in ROOF, f"{floor} may not import {name}: nobody imports the roof"
        if parts[1] in ROOMS and len(parts) > 2 and not name.startswith(REGISTRIES):
            assert parts[2] in DOORS, f"{floor} reaches past {parts[1]}'s doors for {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if is_door(path)], ids=name_of)
def test_rules_of_learning_need_no_browser(path: Path) -> None:
    for name in imports_of(path):
        if parts_of(path)[1] == "models" and name.startswith("flask_login"):
            continue  # Person is what Flask-Login signs in
        assert not f"{name}.".startswith(BROWSER), f"{name_of(path)} may not import {name}"


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_dangerous_library_lives_in_one_file(library: str) -> None:
    importers = {
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    strangers = [name for name in importers if not name.startswith(KEPT_IN[library])]
    assert not strangers, f"Only {KEPT_IN[library]} may import {library}"
