"""Whoever asked for a place is told by letter what became of it."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.identity.models import Person
from lms.learning import actions
from lms.learning.models import Approval
from queues import application_of, ask, run_of
from quizzes import Sitter
from readings import publish_lessons

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def sent(app: Flask) -> list[tuple[str, str, str]]:
    """To whom, about what, and the words, once the worker had its turn; the box is emptied."""
    while work_once():
        pass
    found = []
    for each in (Path(app.config["SETTINGS"].home) / "mail").glob("*"):
        letter = message_from_bytes(each.read_bytes(), policy=policy.default)
        text = " ".join(letter.get_content().split())  # type: ignore[attr-defined]  # by that policy
        found.append((str(letter["To"]), str(letter["Subject"]), text))
        each.unlink()
    return sorted(found)


@ONE_ENGINE
def test_each_answer_and_each_place_that_becomes_free_is_a_letter(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    slug = publish_lessons(tmp_path / "content", cast.province)
    run_id = run_of(slug, approval=Approval.LEADERS, places=1)
    people = [cast.rani, cast.dedi, cast.nurul]
    sitters = [Sitter(app.test_client(), each) for each in people]
    for sitter in sitters:
        assert ask(sitter, slug, run_id) == 302
    with transaction():
        for each in people:
            db.session.get_one(Person, each.id).email = f"{each.nip}@contoh.go.id"
    assert sent(app) == []
    rani, dedi, nurul = [application_of(each) for each in people]
    with transaction():
        actions.approve(rani, cast.wati.id)
        actions.approve(dedi, cast.wati.id)
        actions.refuse(nurul, cast.wati.id, "Tahun depan saja.")
    letters = {to.partition("@")[0]: (title, text) for to, title, text in sent(app)}
    assert letters[cast.rani.nip][0].startswith("Anda mendapat tempat: ")
    assert f"http://localhost/courses/{slug}" in letters[cast.rani.nip][1]
    assert "daftar tunggu" in letters[cast.dedi.nip][1]
    assert "waiting list" in letters[cast.dedi.nip][1]
    assert "Tahun depan saja." in letters[cast.nurul.nip][1]
    assert sitters[0].post(f"/courses/{slug}/withdrawal").status_code == 302
    ((to, title, _),) = sent(app)
    assert (to.partition("@")[0], title[:20]) == (cast.dedi.nip, "Anda mendapat tempat")
