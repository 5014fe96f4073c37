"""What tests of the question bank share: who works with it, and the quiz that draws from it."""

from collections.abc import Callable
from datetime import date

from cast import Someone
from courses import SLUG
from essays import Reader
from lms.foundation.database import db, transaction
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role

At = Callable[[Someone], Reader]
Draw = Callable[..., None]
FIRST = "/bank/questions/bank/bank-001"
SUPPLY = f"/bank/blueprint/{SLUG}/kuis"
BLUEPRINT = """---
title: Uji akhir
purpose: graded
pass_mark: 50
attempts: 9
blueprint:
  from: [loket]
  draw:
    - {competency: M.5, level: 1, count: 1}
    - {level: 2, topic: data, count: 1}
---
Dua soal.
"""


def let(someone: Someone, role: Role, agency_id: int, course: str | None = None) -> None:
    with transaction():
        person = db.session.get_one(Person, someone.id)
        give_grant(person, role, agency_id, since=date(2020, 1, 1), course_slug=course)
