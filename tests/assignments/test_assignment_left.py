"""Written work that was on its way while its writer left."""

from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG, publish_course
from essays import MODULE, TEXT, Writer, submissions
from lms.assignments.actions import Handed, hand_in
from lms.foundation.database import db, transaction
from lms.foundation.errors import NotAllowed
from lms.learning.actions import withdraw
from lms.learning.models import Enrolment
from lms.learning.queries import visit


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_arrives_after_its_writer_left_is_not_taken(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    publish_course(tmp_path / "content", cast.province)
    Writer(app.test_client(), cast.rani).enrol()
    before = visit(SLUG, cast.rani.id)  # as the request that was on its way had it
    module = before.outline.module(MODULE)
    assert module
    with transaction():
        withdraw(db.session.get_one(Enrolment, before.enrolment_id))
    with pytest.raises(NotAllowed), transaction():
        hand_in(before, module, Handed(uuid4(), TEXT))
    assert submissions() == []
