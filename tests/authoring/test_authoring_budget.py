"""What the workbench asks of the database, however long the course is."""

from flask import Flask

from authors import FACTS, HOME, Author
from cast import Cast
from lms.authoring.actions import add_module
from lms.authoring.queries import open_manuscript
from lms.foundation.database import transaction
from statements import statements


def test_pages_ask_no_more_as_courses_grow(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Salam")
    pages = {"/authoring": 8, HOME: 9, lesson: 8, f"{HOME}/preview": 8, f"{HOME}/publication": 9}
    for page, most in pages.items():
        with statements() as asked:
            assert wati.get(page).status_code == 200
        asked.at_most(most)
    held = open_manuscript("loket-yang-ramah")
    assert held
    with transaction():
        for number in range(20):
            source = b"---\ntitle: Lagi\n---\nIsi.\n"
            add_module(held, "lesson", f"Modul {number}", source, cast.wati.id)
    for page, most in pages.items():
        with statements() as asked:
            assert wati.get(page).status_code == 200
        asked.at_most(most)
