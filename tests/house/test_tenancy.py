"""Every record names the agency that owns it, and nobody lists people without saying whose."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table

from lms.app import create_app as create_app  # noqa: PLC0414  brings every room's models
from lms.foundation.database import Base

PACKAGE = Path(__file__).parents[2] / "lms"

# What people do and get is kept in these rooms.
KEEPERS = (
    *("roster", "seals", "learning", "assessment", "assignments", "exchange", "authoring"),
    *("competency", "mentoring", "records", "certificates", "evaluation", "sessions"),
    *("programmes", "scenarios", "siasn", "mandates", "webhooks", "api"),
)
OWNED_BY_NOBODY = {
    "counter": "counts the rows of a register and says nothing of anybody",
}

# Functions of queries that are called like this answer many people's rows.
LISTS = ("list_", "people_", "register_")
# What tells who somebody is; a query that reads it answers people.
TELLS = {"Person.name", "Person.nip", "CompletionPerson.name", "CompletionPerson.nip"}
# How a parameter ends by which a caller names whom it asks about: by id or number, by a thing of
# theirs that was found already (`one`, `visit`), or by the clause that a policy gave (`among`).
NAMES_THEM = ("_id", "_ids", "nip", "digest", "visit", "one", "among")


def record_tables() -> list[Table]:
    kept = (
        each for each in Base.registry.mappers if each.class_.__module__.split(".")[1] in KEEPERS
    )
    return sorted((each.local_table for each in kept), key=str)


def owner(table: Table) -> bool:
    column = table.columns.get("agency_id")
    return (
        column is not None
        and not column.nullable
        and any(key.column.table.name == "agency" for key in column.foreign_keys)
    )


def is_owned(table: Table, kept: frozenset[str]) -> bool:
    """By an agency of its own, or as a part of a record that has one."""
    if owner(table):
        return True
    wholes = (
        key.column.table
        for column in table.columns
        if not column.nullable
        for key in column.foreign_keys
    )
    return any(
        whole.name in kept and whole is not table and is_owned(whole, kept - {table.name})
        for whole in wholes
    )


@pytest.mark.parametrize("table", record_tables(), ids=str)
def test_a_record_names_its_agency(table: Table) -> None:
    kept = frozenset(each.name for each in record_tables())
    assert table.name in OWNED_BY_NOBODY or is_owned(table, kept), (
        f"Give {table} an agency_id (not null, to agency), or a key (not null) to the record that "
        "it is a part of and that has one"
    )


class Query:
    """A public function of a room's queries, as it is written."""

    def __init__(self, path: Path, function: ast.FunctionDef, tells: bool) -> None:
        self.name = f"{path.relative_to(PACKAGE)}:{function.name}"
        self.lists = function.name.startswith(LISTS)
        self.tells = tells
        given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        self.scoped = any(
            each.annotation and ast.unparse(each.annotation).split(".")[-1] == "Scope"
            for each in given
        )
        self.names_them = any(each.arg.endswith(NAMES_THEM) for each in given)


def _mentions(node: ast.AST) -> set[str]:
    """The names and the attributes of classes that are read below `node`."""
    read = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return read | {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _telling(tree: ast.Module) -> set[str]:
    """What a module defines that tells who somebody is, by itself or through another of these."""
    mentions: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            mentions[node.name] = _mentions(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            mentions |= {ast.unparse(target): _mentions(node.value) for target in targets}
    telling: set[str] = set()
    while more := {
        name for name, read in mentions.items() if read & (TELLS | telling) and name not in telling
    }:
        telling |= more
    return telling


def queries() -> Iterator[Query]:
    for path in sorted([*PACKAGE.glob("*/queries.py"), *PACKAGE.glob("*/queries/**/*.py")]):
        tree = ast.parse(path.read_text())
        telling = _telling(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield Query(path, node, node.name in telling)


QUERIES = list(queries())


def name_of(query: Query) -> str:
    return query.name


@pytest.mark.parametrize("query", [each for each in QUERIES if each.lists], ids=name_of)
def test_a_listing_takes_a_scope(query: Query) -> None:
    assert query.scoped, (
        f"{query.name} is called like a listing of many people ({', '.join(LISTS)}): let it take "
        "a parameter annotated Scope, and answer only what that holds"
    )


@pytest.mark.parametrize("query", [each for each in QUERIES if each.tells], ids=name_of)
def test_who_somebody_is_is_told_within_a_scope_or_of_those_who_were_named(query: Query) -> None:
    assert query.scoped or query.names_them, (
        f"{query.name} reads names or NIPs: let it take a parameter annotated Scope, or the people "
        f"it tells of (a parameter that ends with {', '.join(NAMES_THEM)})"
    )
