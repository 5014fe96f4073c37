"""A reader's language and look: chosen once, remembered, and never a way to another site."""

import re

import pytest
from flask import Flask
from markupsafe import Markup

from browser import Browser
from pages import read

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def html_of(browser: Browser, address: str = "/sign-in") -> dict[str, str]:
    return read(browser.get(address).text).all("html")[0].attributes


def choose(browser: Browser, what: str, value: str, next_page: str = "/sign-in") -> str:
    """Send the small form, as a button with a value does; answers where it leads."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/sign-in").text)
    assert token
    typed = {what: value, "next": next_page, "csrf_token": token[1]}
    return browser.post(f"/{what}", data=typed).location


def test_the_site_speaks_indonesian_until_asked_otherwise(browser: Browser) -> None:
    english = {"Accept-Language": "en-GB"}
    assert read(browser.get("/sign-in", headers=english).text).all("html")[0].get("lang") == "id"


def test_a_chosen_language_is_remembered_and_one_is_back_on_the_page(browser: Browser) -> None:
    assert choose(browser, "language", "en", "/sign-in?next=/help") == "/sign-in?next=/help"
    assert html_of(browser)["lang"] == "en"
    assert choose(browser, "language", "id") == "/sign-in"
    assert html_of(browser)["lang"] == "id"


@pytest.mark.parametrize("language", ["de", "", "../../etc/passwd", "en; Path=/"])
def test_a_language_that_nobody_speaks_here_is_indonesian(browser: Browser, language: str) -> None:
    choose(browser, "language", "en")
    choose(browser, "language", language)
    assert html_of(browser)["lang"] == "id"


def test_a_forged_cookie_is_only_a_cookie(browser: Browser) -> None:
    browser.set_cookie("language", "xx<script>")
    browser.set_cookie("theme", '"><script>')
    assert html_of(browser)["lang"] == "id"
    assert "script>" not in browser.get("/sign-in").text.replace("</script>", "")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_look_is_remembered(browser: Browser, theme: str) -> None:
    choose(browser, "theme", theme)
    assert html_of(browser)["data-theme"] == theme
    choose(browser, "theme", "")
    assert "data-theme" not in html_of(browser)


def test_a_look_that_does_not_exist_is_the_devices(browser: Browser) -> None:
    choose(browser, "theme", "neon")
    assert "data-theme" not in html_of(browser)


@pytest.mark.parametrize("what", ["language", "theme"])
def test_neither_sends_anybody_elsewhere(browser: Browser, what: str) -> None:
    assert choose(browser, what, "en", "https://example.org/") == "/"
    assert choose(browser, what, "en", "//example.org/") == "/"


def test_the_choice_is_kept_from_scripts(browser: Browser) -> None:
    choose(browser, "language", "en")
    cookie = browser.get_cookie("language")
    assert cookie
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_who_saves_data_gets_no_font(browser: Browser) -> None:
    saving = browser.get("/sign-in", headers={"Save-Data": "on"}).text
    assert "woff2" not in saving
    assert "data-hemat" in saving
    assert "woff2" in browser.get("/sign-in").text


def test_the_values_of_a_text_are_escaped_in_every_language(app: Flask) -> None:
    said = app.jinja_env.from_string("{{ _('Nilai %(score)s', score=it) }} {{ _('Masuk') }} 100%")
    for language, word, door in (("id", "Nilai", "Masuk"), ("en", "Score", "Sign in")):
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            app.preprocess_request()
            assert said.render(it="<b>") == f"{word} &lt;b&gt; {door} 100%"
            assert said.render(it=Markup("<b>")) == f"{word} <b> {door} 100%"
