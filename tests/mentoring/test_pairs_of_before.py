"""The migration that brought proposals, walked down and up with pairs in the house."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cast import Cast
from essays import pair_up
from lms.foundation import clock, schema
from lms.foundation.database import db, transaction
from lms.mentoring import actions, queries
from lms.mentoring.models import Pair, Proposer
from lms.mentoring.queries import Standing
from matches import accept, ask, kinds


def test_pairs_of_before_keep_their_days_and_are_told_as_made_at_the_server(
    app: Flask, cast: Cast
) -> None:
    pair_up(cast.hendra, cast.rani)
    called_off = ask(cast.hendra, cast.dedi, since=clock.today() + timedelta(days=9))
    accept(called_off, cast.hendra)
    with transaction():
        actions.end_early(called_off, cast.dedi.id, "Mutasi.")
    db.session.remove()
    schema.downgrade(revision="0009")
    schema.upgrade()
    (found,) = queries.proposals_of(cast.rani.id)
    assert (found.standing, found.proposed_as) == (Standing.RUNNING, Proposer.OPERATOR)
    assert clock.local_date(found.proposed_at) == found.pair_since
    assert kinds(found.id) == ["began"]
    assert queries.proposals_of(cast.dedi.id) == []
    assert len(db.session.scalars(select(Pair)).all()) == 1


def test_a_pair_is_still_two_people(app: Flask, cast: Cast) -> None:
    pair_up(cast.hendra, cast.rani)
    with pytest.raises(DBAPIError, match="two_people"), transaction():
        db.session.execute(text("UPDATE pair SET mentor_id = mentee_id"))
