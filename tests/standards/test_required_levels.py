"""The level that a post asks for on a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from cast import Cast
from lms.foundation.database import db, transaction
from lms.identity.models import Post, PostLevel
from lms.standards import queries
from lms.standards.models import (
    RequiredLevel,
)

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW_YEAR = date(2027, 1, 1)
DAY = timedelta(days=1)
BASIS = "Peraturan contoh 1/2027"


def post_of(cast: Cast, level: PostLevel) -> Post:
    with transaction():
        post = Post(agency_id=cast.province, title="Contoh", level=level)
        db.session.add(post)
    return db.session.scalars(select(Post).order_by(Post.id.desc())).first() or post


@pytest.mark.parametrize(
    ("level", "asked"),
    [
        (PostLevel.PELAKSANA, 1),
        (PostLevel.FUNGSIONAL, 2),
        (PostLevel.PENGAWAS, 2),
        (PostLevel.ADMINISTRATOR, 3),
        (PostLevel.JPT_PRATAMA, 4),
        (PostLevel.JPT_MADYA, 5),
    ],
)
@ONE_ENGINE
def test_a_post_asks_for_the_levels_of_its_kind(cast: Cast, level: PostLevel, asked: int) -> None:
    levels = queries.required_levels(post_of(cast, level), NEW_YEAR)
    assert set(levels) == set(queries.competency_names())
    assert set(levels.values()) == {asked}


def test_a_posts_own_level_beats_its_kinds_and_newer_beats_older(cast: Cast) -> None:
    post = post_of(cast, PostLevel.PELAKSANA)
    rows = [
        {"post_id": post.id, "level": 3, "since": NEW_YEAR},
        {"post_level": PostLevel.PELAKSANA, "level": 2, "since": NEW_YEAR + DAY},
        {"post_id": post.id, "level": 4, "since": NEW_YEAR + 9 * DAY},
    ]
    with transaction():
        for row in rows:
            facts = {"competency_code": "M.5", "legal_basis": BASIS, **row}
            db.session.execute(insert(RequiredLevel), facts)
    other = post_of(cast, PostLevel.PELAKSANA)
    asked = {
        days: (
            queries.required_levels(post, NEW_YEAR + days * DAY)["M.5"],
            queries.required_levels(other, NEW_YEAR + days * DAY)["M.5"],
        )
        for days in (-1, 0, 1, 9)
    }
    assert asked == {-1: (1, 1), 0: (3, 1), 1: (3, 2), 9: (4, 2)}
    assert queries.required_levels(post, NEW_YEAR)["M.1"] == 1


@pytest.mark.parametrize("level", [0, 6])
def test_there_are_five_levels(cast: Cast, level: int) -> None:
    row = {"competency_code": "M.5", "post_level": PostLevel.PENGAWAS, "since": NEW_YEAR}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(insert(RequiredLevel), {**row, "level": level, "legal_basis": BASIS})
