"""After signing in one is where one wanted to go, and nowhere else."""

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.utils import redirect

from browser import Browser
from cast import PASSWORD, Cast, sign_in
from lms.web.access import safe_next

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ELSEWHERE = [
    *("https://jahat.example", "//jahat.example", "/\\jahat.example", "\\\\jahat.example"),
    *("/\t/jahat.example", "/\n/jahat.example", "/\r\\jahat.example", "\t//jahat.example"),
    *("/\t\\jahat.example", "javascript:alert(1)", "jahat.example", "/%09/jahat.example"),
]


@ONE_ENGINE
def test_after_signing_in_one_is_where_one_wanted_to_go(browser: Browser, cast: Cast) -> None:
    asked = browser.get("/courses?q=warga&page=2")
    assert asked.location.startswith("/sign-in?next=")
    told = browser.get(asked.location).text
    assert "Silakan masuk lebih dulu" in told
    assert "notice-done" not in told, "nothing was done yet"
    inside = browser.submit(asked.location, nip=cast.rani.nip, password=PASSWORD)
    assert inside.location == "/courses?q=warga&page=2"


@ONE_ENGINE
def test_who_is_in_already_is_sent_on(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    assert browser.get("/sign-in?next=/courses").location == "/courses"
    assert browser.get("/sign-in?next=//jahat.example").location == "/"


def _address_as_a_browser_reads_it(location: str) -> str:
    """By the URL standard: tabs and line ends vanish, a backslash is a slash."""
    read = location.strip("".join(map(chr, range(33))))
    return read.translate({9: None, 10: None, 13: None, ord("\\"): "/"})


@given(st.one_of(st.sampled_from(ELSEWHERE), st.text("/\\\t\n\r :@.xj%?#\x00\u3000", max_size=9)))
@example("/kursus/ü?q=1#b-tiga")
def test_signing_in_leads_nowhere_else(given_next: str) -> None:
    location = redirect(safe_next(given_next)).location
    read = _address_as_a_browser_reads_it(location)
    assert read.startswith("/")
    assert not read.startswith("//")
    assert not urlsplit(read).netloc


@ONE_ENGINE
@pytest.mark.parametrize("elsewhere", ["https://jahat.example", "/\t/jahat.example", "/\n"])
def test_the_form_itself_leads_nowhere_else(browser: Browser, cast: Cast, elsewhere: str) -> None:
    path = f"/sign-in?next={quote(elsewhere, safe='')}"
    inside = browser.submit(path, nip=cast.rani.nip, password=PASSWORD)
    read = _address_as_a_browser_reads_it(inside.location)
    assert (inside.status_code, urlsplit(read).netloc) == (302, "")
    assert read[0] == "/" != read[1:2]
