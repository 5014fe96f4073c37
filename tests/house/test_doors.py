"""Every view is closed until it says who may come in; one that changes something asks first."""

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

PACKAGE = Path(__file__).parents[2] / "lms"
SAFE = {"get", "head", "options"}
VERBS = {"get", "post", "put", "patch", "delete", "route"}


class View:
    """A function that answers requests, as it is written."""

    def __init__(self, module: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.name = f"{module}.{function.name}"
        self.marks = {ast.unparse(each).split(".")[-1] for each in function.decorator_list}
        self.methods = {
            method for each in function.decorator_list for method in _methods(each) if method
        }
        # `/account` is the visitor's own; `/courses/<slug>` may be anybody's.
        self.names_a_thing = any("<" in ast.unparse(each) for each in function.decorator_list)
        calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
        self.asks = any(ast.unparse(called).split(".")[-1] == "ensure" for called in calls)

    @property
    def changes(self) -> bool:
        return bool(self.methods - SAFE)


def _methods(decorator: ast.expr) -> set[str]:
    """The methods that `@bp.get("/…")` or `@bp.route("/…", methods=[…])` lets in."""
    if not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)):
        return set()
    if decorator.func.attr not in VERBS:
        return set()
    if decorator.func.attr != "route":
        return {decorator.func.attr}
    given = [keyword.value for keyword in decorator.keywords if keyword.arg == "methods"]
    return {str(name).lower() for name in ast.literal_eval(given[0])} if given else {"get"}


def _views() -> list[View]:
    views = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                view = View(module.removesuffix(".__init__"), node)
                views += [view] if view.methods else []
    return views


VIEWS = _views()


def name_of(view: View) -> str:
    return view.name


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_it_says_who_may_come_in(view: View) -> None:
    open_to = view.marks & {"public", "signed_in"}
    assert view.asks or open_to, "Call ensure(...), or mark it @signed_in or @public"


@pytest.mark.parametrize("view", [view for view in VIEWS if view.changes], ids=name_of)
def test_it_asks_before_it_acts(view: View) -> None:
    own = "signed_in" in view.marks and not view.names_a_thing
    assert view.asks or own or "public" in view.marks, "Call ensure(...) before it acts"


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_no_view_comes_in_by_the_window(app: Flask) -> None:
    """What `add_url_rule` or a class adds would be read by none of the tests above."""
    seen = {view.name for view in VIEWS}
    unseen = {_origin(view) for view in app.view_functions.values()} - seen
    assert not unseen, "Declare a view by @bp.get or its like, so that these tests read it"


def _origin(view: Callable[..., Any]) -> str:
    function = inspect.unwrap(view)
    return f"{function.__module__}.{function.__name__}"
