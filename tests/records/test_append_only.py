"""The register and the ledger are never rewritten: the database itself refuses, on both engines."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from lms.foundation.database import db, transaction
from lms.records.models import JpCredit
from registers import Learner, completions

CHANGES = {
    "a completion changed": "UPDATE completion SET jp = 40",
    "a completion taken away": "DELETE FROM completion",
    "its person taken away": "DELETE FROM completion_person",
    "a credit changed": "UPDATE jp_credit SET jp = 40",
    "a credit taken away": "DELETE FROM jp_credit",
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses(app: Flask, rani: Learner, change: str) -> None:
    rani.finish()
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text(CHANGES[change]))
    assert [each.jp for each in completions()] == [4]
    assert db.session.scalars(select(JpCredit.jp)).all() == [4]


def test_only_the_personal_text_can_be_redacted(app: Flask, rani: Learner) -> None:
    rani.finish()
    with transaction():
        db.session.execute(text("UPDATE completion_person SET name = '', nip = ''"))
    assert len(completions()) == 1
