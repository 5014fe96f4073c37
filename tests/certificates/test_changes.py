"""Whoever pulls certificates by cursor hears of each that came, or went, since the last pull."""

from datetime import date
from io import BytesIO
from json import loads

from flask import Flask
from sqlalchemy import func, select

from awards import certificates, issued
from cast import Cast
from crowds import at_once
from lms.certificates.actions import Grounds, issue, revoke
from lms.foundation.database import db, transaction
from lms.identity.queries import Scope
from lms.records.exporting import Form, write
from lms.records.models import Certified, Completion
from lms.records.queries import Wanted
from quizzes import Sitter
from registers import Register

DAY = date(2026, 5, 4)
Pulled = tuple[list[tuple[str, str]], int]


def pulled(cast: Cast, cursor: int) -> Pulled:
    """Name and status of each, and the next cursor."""
    file, whose = BytesIO(), Scope(frozenset({cast.province}))
    written = write(file, Form("sertifikat-jsonl"), whose, Wanted(after=cursor))
    rows = [loads(line) for line in file.getvalue().splitlines()]
    return [(it["name"], it["certificate_status"]) for it in rows], written.position


def test_what_is_issued_or_revoked_after_its_record_was_pulled_is_pulled_too(
    cast: Cast, register: Register, rules: None, hendra: Sitter
) -> None:
    first, second = (register.add(who, DAY) for who in (cast.rani, cast.dedi))
    assert pulled(cast, 0) == ([], 0)
    one = issued(first)
    found, cursor = pulled(cast, 0)
    assert found == [("Rani Anggraini", "issued")]
    assert pulled(cast, cursor) == ([], cursor)
    issued(second)
    with transaction():
        revoke(one.id, "Salah nama.", cast.hendra.id)
    found, last = pulled(cast, cursor)
    assert found == [("Dedi Pranata", "issued"), ("Rani Anggraini", "revoked")]
    assert last == cursor + 2
    page = hendra.browser.get("/register/export?format=sertifikat&year=all")
    assert page.status_code == 200


def test_of_many_issued_at_once_none_is_passed_over(
    app: Flask, cast: Cast, register: Register, rules: None
) -> None:
    ids = [register.add(cast.rani, DAY) for _ in range(6)]

    def give(number: int) -> int:
        with transaction():
            issue(db.session.get_one(Completion, ids[number]), Grounds())
        return len(pulled(cast, 0)[0])

    assert max(at_once(app, give, len(ids))) == len(ids)
    assert len(certificates()) == len(ids)
    places = db.session.execute(select(func.min(Certified.position), func.max(Certified.position)))
    assert tuple(places.one()) == (1, len(ids))
