"""Pictures become small and tell nothing of where they were taken; nothing else comes in."""

import io
from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from authors import FACTS, HOME, Author
from cast import Cast
from essays import PDF, Reader
from folders import DRAWING
from lms.authoring.pictures import WIDEST, fit
from lms.foundation.errors import Invalid

PLACE = {1: "S", 2: (1.0, 36.0, 29.0), 3: "E", 4: (103.0, 36.0, 50.0)}  # where it was taken
ORIENTATION, MAKER, PLACES = 0x0112, 0x010F, 0x8825
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def photo(width: int = 2400, height: int = 1200, form: str = "JPEG") -> bytes:
    """As a phone takes it, lying on its side."""
    picture = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Kamera Rahasia"
    exif.get_ifd(PLACES).update(PLACE)
    out = io.BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


def bomb(wide: int = 9000) -> bytes:
    """A picture of 81 million pixels, or so wide, in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (wide, wide)).save(out, "PNG")
    assert len(out.getvalue()) < 20_000
    return out.getvalue()


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=b"rahasia")
    return out.getvalue()


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_photo_is_upright_small_and_tells_nothing(form: str, ending: str) -> None:
    taken = photo(form=form)
    assert b"Kamera Rahasia" in taken
    name, content = fit(f"IMG 2026 (1).{ending.upper()}", taken)
    assert name == f"img-2026-1.{ending}"
    assert b"Kamera" not in content
    kept = Image.open(io.BytesIO(content))
    assert (kept.format, dict(kept.getexif())) == (form, {})
    assert kept.size == (WIDEST // 2, WIDEST), "upright, as the phone showed it"


def test_what_moves_goes_on_moving_and_a_drawing_stays_as_it_is() -> None:
    name, content = fit("gerak.gif", moving())
    assert b"rahasia" not in content
    assert (name, getattr(Image.open(io.BytesIO(content)), "n_frames", 1)) == ("gerak.gif", 3)
    assert fit("Alur.svg", DRAWING.encode()) == ("alur.svg", DRAWING.encode())
    assert fit("Pedoman.pdf", PDF) == ("pedoman.pdf", PDF)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", bomb(), "terlalu besar"),
        ("a.png", bomb(5000), "paling banyak 20 juta piksel"),
        ("a.png", b"bukan gambar", "tidak dapat dibaca"),
        ("a.jpg", photo(60, 30)[:300], "tidak dapat dibaca"),
        ("a.png", b"", "berisi"),
        ("a.exe", b"MZ", "belum dapat dipakai"),
        ("a", b"x", "belum dapat dipakai"),
        ("a.pdf", b"<script>", "bukan application/pdf"),
        ("a.svg", DRAWING.replace("<path", "<script>1</script><path").encode(), "<script>"),
        ("a.svg", DRAWING.replace("<path", '<path onload="1"').encode(), "menjalankan"),
    ],
)
def test_what_cannot_be_shown_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        fit(name, content)
    assert said in str(refused.value)


SMALL = [photo(40, 30), photo(40, 30, "PNG"), photo(40, 30, "WEBP"), moving()]


@given(st.sampled_from(SMALL), st.integers(0, 4000), st.binary(max_size=8))
def test_whatever_is_broken_is_shown_or_refused(picture: bytes, at: int, bytes_: bytes) -> None:
    place = at % len(picture)
    with suppress(Invalid):
        fit("a.png", picture[:place] + bytes_ + picture[place + len(bytes_) :])


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    author = Author(app.test_client(), cast.wati)
    author.submit("/authoring/new", **FACTS)
    return author


def test_a_picture_is_seen_by_its_authors_and_then_by_all(
    app: Flask, cast: Cast, wati: Author
) -> None:
    rani = Reader(app.test_client(), cast.rani)
    told = wati.post(f"{HOME}/media", file=(io.BytesIO(photo(400, 200)), "Loket.jpg"), alt="Loket")
    assert told.json == {"markdown": "![Loket](media/loket.jpg)"}
    again = wati.post(f"{HOME}/media", file=(io.BytesIO(photo(400, 200)), "lain.jpg"))
    assert again.json == {"markdown": "![](media/loket.jpg)"}
    other = wati.post(f"{HOME}/media", file=(io.BytesIO(photo(90, 90)), "loket.JPG"))
    assert other.json == {"markdown": "![](media/loket-2.jpg)"}
    refused = wati.post(f"{HOME}/media", file=(io.BytesIO(b"x"), "a.jpg"))
    assert refused.status_code == 422
    assert refused.json
    assert "tidak dapat dibaca" in refused.json["error"]
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="![Loket](media/loket.jpg)\n")
    page = wati.get(f"{lesson}/preview").text
    address = page.partition('src="/media/')[2].partition('"')[0]
    assert wati.get(f"/media/{address}").status_code == 200
    assert rani.get(f"/media/{address}").status_code == 404
    wati.submit(f"{HOME}/publication", note="Baru")
    assert rani.get(f"/media/{address}").status_code == 200


@sqlite_only
def test_the_page_of_files_needs_no_script(wati: Author) -> None:
    page = f"{HOME}/media"
    assert "Belum ada berkas" in wati.get(page).text
    sent = {"page": "1", "alt": "Pintu masuk"}
    assert wati.post(page, **sent).status_code == 422
    silent = wati.post(page, page="1", file=(io.BytesIO(photo(60, 60)), "pintu.jpg"))
    assert (silent.status_code, "tidak dapat melihatnya" in silent.text) == (422, True)
    wati.post(page, **sent, file=(io.BytesIO(photo(60, 60)), "pintu.jpg"))
    shown = wati.get(page).text
    assert "![Pintu masuk](media/pintu.jpg)" in shown
    assert "Belum dipakai" in shown
    where = shown.partition(f'action="{page}/')[2].partition('"')[0]
    wati.post(f"{page}/{where}")
    shown = wati.get(page).text
    assert "Yang dikeluarkan" in shown
    back = shown.partition(f'action="{HOME}/removed/')[2].partition('"')[0]
    assert wati.post(f"{HOME}/removed/{back}").status_code == 302
    assert "1 berkas" in wati.get(page).text
    lesson = wati.add("lesson", "Salam").rpartition("/")[2]
    assert wati.post(f"{page}/{lesson}/removal").status_code == 404
