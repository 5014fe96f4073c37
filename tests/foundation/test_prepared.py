"""Statements that are compiled once: rows that are entered, and lists under one name."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.database import db, drop, rows, transaction
from lms.foundation.marks import SiteMark
from lms.foundation.prepared import Entering, Prepared, texts

ONCE = Entering(SiteMark, "name", "since", once=True)
ALWAYS = Entering(SiteMark, "name", "since")
NAMED = Prepared(select(SiteMark.name).where(SiteMark.name.in_(texts("names"))))


def mark(name: str) -> dict[str, object]:
    return {"name": name, "since": clock.now()}


def marks() -> set[str]:
    return {name for (name,) in rows(select(SiteMark.name))}


def test_rows_are_entered_in_the_open_transaction_and_undone_with_it(app: Flask) -> None:
    before = marks()
    with transaction():
        ALWAYS.enter(mark("one"), mark("two"))
        assert marks() == before | {"one", "two"}
        drop()
    assert marks() == before
    with transaction():
        ALWAYS.enter(mark("one"))
        ALWAYS.enter()
    assert marks() == before | {"one"}


def test_a_row_that_is_there_is_passed_over_only_where_it_may_be(app: Flask) -> None:
    with transaction():
        ALWAYS.enter(mark("one"))
        ONCE.enter(mark("one"), mark("two"))
    assert {"one", "two"} <= marks()
    with pytest.raises(IntegrityError), transaction():
        ALWAYS.enter(mark("two"))


def test_nothing_is_entered_while_reading(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="only reads"):
        ALWAYS.enter(mark("one"))
    db.session.rollback()
    assert "one" not in marks()


def test_any_number_of_texts_stands_under_one_name(app: Flask) -> None:
    with transaction():
        ALWAYS.enter(mark("it's"), mark('"two"'), mark("tiga ✓"))
    assert NAMED.all(names=[]) == []
    assert NAMED.all(names=["it's"]) == [("it's",)]
    many = [*(str(number) for number in range(40_000)), '"two"', "tiga ✓"]
    assert {name for (name,) in NAMED.all(names=many)} == {'"two"', "tiga ✓"}
