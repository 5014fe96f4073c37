"""Which agency owns what a folder brings."""

from typing import NoReturn

import click
from sqlalchemy import select

from lms.catalog.models import BankTopic, Course
from lms.catalog.reading.shapes import ReadBank, ReadCourse
from lms.foundation.database import db
from lms.identity.models import Agency


def owner(course: ReadCourse, code: str | None) -> int:
    """The agency that is named; or else the course's own, or the only one there is."""
    own = select(Course.agency_id).where(Course.slug == course.slug)
    return _named(code, course.slug) if code else db.session.scalar(own) or _only(course.slug)


def keeper(bank: ReadBank, code: str | None) -> int:
    """A topic that a course draws from is kept already, with that course's owner."""
    name = f"bank/{bank.topic}"
    own = db.session.scalar(select(BankTopic.agency_id).where(BankTopic.slug == bank.topic))
    return own or (_named(code, name) if code else _only(name))


def _named(code: str, name: str) -> int:
    return db.session.scalar(select(Agency.id).where(Agency.code == code)) or _ask_for(name)


def _only(name: str) -> int:
    agencies = db.session.scalars(select(Agency.id).limit(2)).all()
    return agencies[0] if len(agencies) == 1 else _ask_for(name)


def _ask_for(name: str) -> NoReturn:
    codes = ", ".join(db.session.scalars(select(Agency.code).order_by(Agency.code)))
    raise click.UsageError(f"Sebutkan pemilik {name}: --agency, salah satu dari {codes}.")
