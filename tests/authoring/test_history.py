"""What a course was before is told with who, when and why, compared, and opened again."""

from pathlib import Path

import pytest
from flask import Flask

from authors import Author
from cast import Cast
from essays import Reader
from folders import LESSON, SOUND, write_course
from lms.authoring.queries import open_manuscript
from lms.catalog.publishing import publish
from lms.catalog.reading import read
from lms.foundation.database import transaction
from manuscripts import texts

AT = "/authoring/melayani-warga"
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def wati(app: Flask, cast: Cast, tmp_path: Path) -> Author:
    """At a course of three revisions: of a folder, of the browser, and of a folder again."""
    wati, content = Author(app.test_client(), cast.wati), tmp_path / "content"
    write_course(content)
    with transaction():
        publish(read(content).courses[0], cast.province, None)
    wati.post(f"{AT}/manuscript")
    wati.submit(f"{AT}/modules/loket", summary="Warga melihat loket.")
    wati.submit(f"{AT}/publication", note="Ringkasan diperjelas")
    moved = dict(SOUND)
    moved["05-kuis.quiz.md"] = moved.pop("02-kuis.quiz.md")
    moved["01-loket.md"] = LESSON.replace("02-kuis", "05-kuis")
    (content / "melayani-warga" / "02-kuis.quiz.md").unlink()
    write_course(content, moved)
    with transaction():
        publish(read(content).courses[0], cast.province, None)
    return wati


def test_revisions_are_told_compared_and_opened_again(wati: Author, app: Flask, cast: Cast) -> None:
    told = wati.get(f"{AT}/history").text
    assert told.count("dari folder") == 2
    assert "Wati Kusuma" in told
    assert "Ringkasan diperjelas" in told
    second = wati.get(f"{AT}/history/2").text
    assert "1 berkas berbeda" in second
    assert "Warga melihat loket." in second.replace("</ins>", "")
    third = wati.get(f"{AT}/history/3").text
    assert "dipindahkan" in third
    assert "3 berkas berbeda" not in third
    assert "5 berkas berbeda" in wati.get(f"{AT}/history/1").text
    assert wati.get(f"{AT}/history/3?from=3").status_code == 200
    for path in ("/history/9", "/history/3?from=9"):
        assert wati.get(f"{AT}{path}").status_code == 404
    assert wati.post(f"{AT}/history/2").headers["Location"] == AT
    held = open_manuscript("melayani-warga")
    assert held
    assert "Warga melihat loket." in texts(held)["01-loket.md"]
    assert "02-kuis.quiz.md" in texts(held)
    assert wati.post(f"{AT}/history/1").status_code == 409, "one is open"
    assert wati.submit(f"{AT}/publication", note="Kembali").headers["Location"] == AT
    assert "Revisi 4" in wati.get(f"{AT}/history").text
    rani = Reader(app.test_client(), cast.rani)
    for path in ("/history", "/history/1"):
        assert rani.get(f"{AT}{path}").status_code == 403
    assert rani.post(f"{AT}/history/1").status_code == 403


@sqlite_only
def test_edits_of_a_module_are_told_and_used_again(wati: Author, app: Flask, cast: Cast) -> None:
    wati.post(f"{AT}/manuscript")
    page = f"{AT}/modules/loket"
    assert "Belum ada suntingan" in wati.get(f"{page}/edits").text
    wati.submit(page, summary="Yang kedua.")
    told = wati.get(f"{page}/edits").text
    assert "seperti saat naskah dibuka" in told
    assert "Wati Kusuma" in told
    shown = wati.get(f"{page}/edits?number=1").text
    assert "Pakai yang ini lagi" in shown
    back = shown.partition('method="post" action="')[2]
    where = next(it for it in shown.split('action="') if it.startswith(f"{AT}/files/"))
    assert back
    assert wati.post(where.partition('"')[0]).headers["Location"] == page
    assert "Yang kedua." not in wati.get(page).text
    assert wati.post(where.partition('"')[0].replace("edits/1", "edits/99")).status_code == 404
    rani = Reader(app.test_client(), cast.rani)
    assert rani.get(f"{page}/edits").status_code == 403
