"""Meetings, links, files and videos are written by the same forms as the rest."""

import pytest
from flask import Flask

from authors import FACTS, HOME, Author
from cast import Cast
from lms.authoring.fields import changed, form_of
from lms.authoring.pictures import fit
from lms.catalog import queries as catalog
from lms.catalog.library import page
from lms.catalog.reading.session import SessionDeclared
from offers import CAPTIONS, FILM, sheet


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_meeting_and_a_link_are_written_by_forms(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    meeting, link = wati.add("session", "Kelas loket"), wati.add("link", "JDIH")
    empty = wati.get(meeting).text
    assert "Yang perlu diisi sebelum terbit" in empty, "nobody has done anything wrong yet"
    assert "“Mulai” belum diisi. Isilah di Pengaturan modul." in empty
    assert "“Cara bertemu” belum diisi." not in empty, "the form shows it as chosen"
    assert "<details open>" in empty, "what must be filled in lies open"
    assert 'type="datetime-local"' in empty
    hours = {"starts": "2026-12-10T09:00", "ends": "2026-12-10T11:00"}
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


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_is_wrong_in_a_setting_is_named_as_the_form_names_it(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    meeting = wati.add("session", "Kelas loket")
    hours = {"starts": "10 Desember pukul 9", "ends": "2026-12-10T11:00"}
    wati.submit(meeting, held="workshop", place="Aula", body="Bawa berkas.", **hours)
    page = wati.get(meeting).text
    assert "“Mulai” bukan tanggal dengan jam." in page
    assert "<details open>" in page, "where it is mended lies open"
    assert "10 Desember pukul 9" in page, "what was typed is still there"
    assert "“Mulai” bukan tanggal dengan jam." in wati.get(f"{HOME}/publication").text
    assert "Nilai starts bukan tanggal" in wati.get(f"{meeting}/source").text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-12-10 09:00", "2026-12-10T09:00"),
        ("2026-12-10T09:00:00", "2026-12-10T09:00"),
        ("2026-12-10T09:00+07:00", "2026-12-10T09:00+07:00"),
        ("lusa", "lusa"),
    ],
)
def test_an_hour_that_nobody_changed_stays_as_it_is_written(
    app: Flask, written: str, shown: str
) -> None:
    with app.test_request_context(method="POST", data={"title": "Kelas", "starts": shown}):
        form = form_of(SessionDeclared)(meta={"csrf": False})
        assert "starts" not in changed(SessionDeclared, {"starts": written}, form)
        assert f'value="{shown}"' in str(form["starts"]())
        assert ("datetime-local" in str(form["starts"]())) == (len(shown) == 16)


def test_documents_films_and_captions_are_brought_as_they_are() -> None:
    for name, content in (
        ("lembar.xlsx", sheet()),
        ("loket.mp4", FILM),
        ("loket.vtt", CAPTIONS.encode()),
    ):
        assert fit(name, content) == (name, content)
