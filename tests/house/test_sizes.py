"""Short files and short functions, so that a reader holds each in one look.

Whatever is longer says why: `# long: the reason`, in its first lines.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 200
LONGEST_TESTS = 330  # the stories of one subject are read one by one, and belong together
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 6
REASON = "# long"
FILES = sorted(
    path for folder in ("lms", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines of the body; a docstring costs nothing."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_file_is_short_or_says_why_not(path: Path) -> None:
    lines = path.read_text().splitlines()
    reasoned = any(line.startswith(REASON) for line in lines[:20])
    longest = LONGEST_TESTS if path.name.startswith("test_") else LONGEST_FILE
    assert len(lines) <= longest or reasoned, f"{len(lines)} lines: split it, or say why"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_function_is_short_or_says_why_not(path: Path) -> None:
    lines = path.read_text().splitlines()
    for function in functions(path):
        head = lines[max(function.lineno - 2, 0) : function.body[0].lineno]
        reasoned = any(REASON in line for line in head)
        too_long = length(function) > LONGEST_FUNCTION and not reasoned
        assert not too_long, f"{function.name} has {length(function)} lines: split it, or say why"


def test_most_functions_are_very_short() -> None:
    lengths = [
        length(function) for path in (ROOT / "lms").rglob("*.py") for function in functions(path)
    ]
    assert median(lengths) <= MEDIAN_FUNCTION
