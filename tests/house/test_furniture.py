"""Every room has the same furniture, and each piece keeps to its grammar."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "lms"
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
SAYS_NOTHING = set("utils util helpers helper common misc manager managers service".split())
CHANGES = {"insert", "update", "delete"}
ENDS_A_TRANSACTION = {"commit", "rollback", "keep", "drop"}


def pieces(name: str) -> list[Path]:
    return sorted([*PACKAGE.glob(f"*/{name}.py"), *PACKAGE.glob(f"*/{name}/**/*.py")])


def calls(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text()))
    called = (ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call))
    return {name.split(".")[-1] for name in called if "." not in name or "session" in name}


def short(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("room", ROOMS, ids=short)
def test_a_room_says_what_it_is_for(room: Path) -> None:
    purpose = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert purpose, f"Say in one sentence what people come to {room.name} to do"
    assert purpose.count(". ") == 0, f"One sentence is enough for {room.name}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=short)
def test_a_name_says_something(path: Path) -> None:
    names = {path.stem, path.parent.name}
    assert not names & SAYS_NOTHING, "Name it after what it holds, in the field's words"


@pytest.mark.parametrize("path", pieces("queries"), ids=short)
def test_questions_change_nothing(path: Path) -> None:
    found = calls(path) & (CHANGES | {"add", "add_all", "merge", "transaction", "start_writing"})
    assert not found, "A question changes nothing; move this to actions.py"


@pytest.mark.parametrize("path", pieces("actions"), ids=short)
def test_actions_leave_the_end_to_their_caller(path: Path) -> None:
    found = calls(path) & ENDS_A_TRANSACTION
    assert not found, "Actions compose because they do not commit"
