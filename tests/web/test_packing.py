"""Answers travel as gzip where that pays, and come out as they went in."""

import gzip
import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from browser import Browser
from lms.web import packing

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@SQLITE
def test_a_long_page_is_packed_and_says_so(browser: Browser) -> None:
    plain = browser.get("/test/long")
    small = browser.get("/test/long", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 4


@SQLITE
@pytest.mark.parametrize("asked", ["gzip;q=0", "br, gzip;q=0.0", "identity, *;q=0.5, gzip; q=0"])
def test_who_refuses_gzip_is_not_given_it(browser: Browser, asked: str) -> None:
    sheet = asset_address(browser)
    for address in ("/test/long", sheet):
        answer = browser.get(address, headers={"Accept-Encoding": asked})
        assert "Content-Encoding" not in answer.headers
    for weighed in ("gzip;q=0.1", "br;q=1.0, gzip;q=0.8, *;q=0.1"):
        answer = browser.get(sheet, headers={"Accept-Encoding": weighed})
        assert answer.headers["Content-Encoding"] == "gzip"


@SQLITE
def test_a_packed_sheet_is_the_sheet(browser: Browser) -> None:
    sheet = asset_address(browser)
    small = browser.get(sheet, headers=GZIP)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == browser.get(sheet).data


def asset_address(browser: Browser) -> str:
    found = re.search(r'href="(/static/css/[^"]+)"', browser.get("/sign-in").text)
    assert found
    return found[1]


@SQLITE
def test_a_packed_length_tells_nothing(browser: Browser) -> None:
    """The same page with the same secret comes out in many lengths (BREACH)."""
    lengths = {len(browser.get("/test/long", headers=GZIP).data) for _ in range(40)}
    assert len(lengths) > 5


@SQLITE
@pytest.mark.parametrize("address", ["/healthz", "/test/streamed"])
def test_what_is_short_or_streamed_is_left_alone(browser: Browser, address: str) -> None:
    answer = browser.get(address, headers=GZIP)
    assert "Content-Encoding" not in answer.headers
    assert answer.data


@SQLITE
def test_a_page_of_the_site_is_packed_too(app: Flask) -> None:
    app.test_client_class = None  # the test's own browser cannot unpack
    answer = app.test_client().get("/nowhere", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"<h1" in gzip.decompress(answer.data)


@given(body=st.binary(max_size=4000))
def test_any_body_comes_out_as_it_went_in(body: bytes) -> None:
    assert gzip.decompress(packing.gzip(body)) == body
