"""Three courses of lessons, and Ahmad who makes programmes of the province's."""

from pathlib import Path

import pytest
from flask import Flask

from cast import SINCE, Cast
from lms.foundation.database import transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from quizzes import Sitter
from readings import publish_lessons

COURSES = {"dasar": "Kursus Dasar", "lanjut": "Kursus Lanjut", "mahir": "Kursus Mahir"}


@pytest.fixture
def courses(cast: Cast, tmp_path: Path) -> dict[str, str]:
    """Their titles by slug; each is one lesson."""
    for slug, title in COURSES.items():
        named = {"title: Membaca Bersama": f"title: {title}"}
        publish_lessons(tmp_path / slug, cast.province, slug, course=named, satu=3)
    return COURSES


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Sitter:
    """A programme officer of the whole agency."""
    with transaction():
        officer = person(cast.hendra.id)
        give_grant(officer, Role.PROGRAMME_OFFICER, cast.province, since=SINCE)
    return Sitter(app.test_client(), cast.hendra)
