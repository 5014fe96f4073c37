"""Every view is closed until it says otherwise, and nobody is sent to another site."""

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from browser import Browser
from cast import PASSWORD, Cast, sign_in
from lms.web.access import safe_next

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@SQLITE
def test_a_view_that_says_nothing_is_closed(browser: Browser) -> None:
    answer = browser.get("/test/closed?page=2")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/test/closed?page%3D2"


@SQLITE
def test_after_signing_in_one_is_where_one_wanted_to_go(cast: Cast, browser: Browser) -> None:
    to = browser.get("/test/closed?page=2").location
    answer = browser.submit(to, to="", nip=cast.rani.nip, password=PASSWORD)
    assert answer.location == "/test/closed?page=2"
    assert browser.get(answer.location).text == "inside"


@SQLITE
@pytest.mark.parametrize("address", ["/test/closed", "/api/test/closed"])
def test_a_script_without_a_session_is_told_so(browser: Browser, address: str) -> None:
    answer = browser.get(address, json={})
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 401


@SQLITE
def test_only_views_that_are_meant_to_be_are_open(app: Flask) -> None:
    """What strangers may open is written down here, so that it is not widened by the way."""
    views = app.view_functions.items()
    opened = {name for name, view in views if getattr(view, "public", False)}
    known = {name for name in opened if not name.startswith("test.")}
    assert known <= {
        "api.openapi",
        "api.reference",
        "assets.file",
        "certificates.verified",
        "certificates.verify",
        "certificates.verify_sent",
        "home.help",
        "identity.activate",  # by a code that one was given
        "identity.ask_password",
        "identity.new_password",
        "identity.sign_in",
        "metrics.metrics",
        "seals.certificate",
        "seals.check",
        "seals.did",
        "seals.index",
        "seals.revoked",
        "sessions.scanned",  # who scans may still have to sign in
        "web.healthz",
        "web.language",
        "web.readyz",
        "web.theme",
    }, "A view is open to everybody: say so here too, with the lead's consent"


@SQLITE
def test_who_is_signed_in_comes_in(cast: Cast, browser: Browser) -> None:
    sign_in(browser, cast.rani)
    assert browser.get("/test/closed").text == "inside"


ELSEWHERE = [
    "https://example.org",
    "//example.org",
    "///example.org",
    "/\\example.org",
    "\\\\example.org",
    "/\t/example.org",
    "/\n/example.org",
    "/\r\n/example.org",
    "\t//example.org",
    " //example.org",
    "javascript:alert(1)",
    "example.org",
    "",
]


@pytest.mark.parametrize("address", [*ELSEWHERE, None])
def test_an_address_elsewhere_leads_home(address: str | None) -> None:
    assert safe_next(address) == "/"


@pytest.mark.parametrize(
    "address", ["/", "/courses", "/courses?q=a%20b&x=1", "/a/b#c", "/courses/é"]
)
def test_an_address_here_is_kept(address: str) -> None:
    assert safe_next(address) == address


def as_a_browser(address: str) -> str:
    """What a browser makes of an address (WHATWG URL): spaces go, backslashes turn."""
    stripped = address.strip("".join(map(chr, range(33))))
    for each in "\t\n\r":
        stripped = stripped.replace(each, "")
    return urljoin("http://localhost/", stripped.replace("\\", "/"))


@given(
    st.text(alphabet=st.sampled_from("/\\.:@?#%\t\n\r \0aé"), max_size=12) | st.text(max_size=12)
)
@example("/\t/a")
@example("/\\a")
def test_no_address_leads_to_another_site(address: str) -> None:
    assert urlsplit(as_a_browser(safe_next(address))).netloc == "localhost"


@SQLITE
@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_sign_in_page_sends_nobody_elsewhere(
    cast: Cast, browser: Browser, address: str
) -> None:
    browser.get("/sign-in")
    page = browser.submit(
        "/sign-in?next=" + address.replace("\\", "%5C").replace("\n", "%0A").replace("\t", "%09"),
        to="",
        nip=cast.rani.nip,
        password=PASSWORD,
    )
    assert as_a_browser(page.location) in {"http://localhost/", "http://localhost"}
