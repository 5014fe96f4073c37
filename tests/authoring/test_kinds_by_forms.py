"""Meetings, links, files and videos are written by the same forms as the rest."""

import pytest
from flask import Flask

from authors import FACTS, HOME, Author
from cast import Cast
from lms.authoring.pictures import fit
from lms.catalog import queries as catalog
from lms.catalog.library import page
from offers import CAPTIONS, FILM, sheet


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_meeting_and_a_link_are_written_by_forms(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    meeting, link = wati.add("session", "Kelas loket"), wati.add("link", "JDIH")
    empty = wati.get(meeting).text
    assert "kesalahan perlu diperbaiki" in empty
    assert "<details open>" in empty, "what must be filled in lies open"
    hours = {"starts": "2026-12-10 09:00", "ends": "2026-12-10 11:00"}
    wati.submit(meeting, held="workshop", place="Aula", places="30", body="Bawa berkas.", **hours)
    assert "<details open>" not in wati.get(meeting).text
    wati.submit(link, address="https://jdih.jambiprov.go.id/", body="Cari satu peraturan.")
    assert "Siap diterbitkan" in wati.get(HOME).text
    for address in (meeting, link):
        assert wati.get(f"{address}/preview").status_code == 200
    assert wati.submit(f"{HOME}/publication", note="Pertama").status_code == 302
    outline = catalog.current(catalog.course("loket-yang-ramah"))
    first, second = outline.modules
    assert (first.kind, first.minutes) == ("session", 120)
    assert page(first.digest).facts["places"] == 30
    assert page(second.digest).facts["host"] == "jdih.jambiprov.go.id"


def test_documents_films_and_captions_are_brought_as_they_are() -> None:
    for name, content in (
        ("lembar.xlsx", sheet()),
        ("loket.mp4", FILM),
        ("loket.vtt", CAPTIONS.encode()),
    ):
        assert fit(name, content) == (name, content)
