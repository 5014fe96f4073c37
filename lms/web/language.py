"""The reader's language: chosen and remembered, else Indonesian."""

from functools import lru_cache
from typing import Any

from flask import Flask, Request, g, has_request_context
from flask_babel import Babel, get_translations
from markupsafe import Markup

from lms.foundation.language import translator

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
COOKIE = "language"


def speak(app: Flask, folder: str) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = folder
    Babel(app, default_locale="id", default_timezone="Asia/Jakarta", locale_selector=language)
    # The texts of the templates are Indonesian already, so nothing is looked up for most readers.
    app.jinja_env.install_gettext_callables(_text, _plural, newstyle=True)  # type: ignore[attr-defined]  # Jinja's own extension adds it
    app.jinja_env.globals["_"] = _said  # which does the same as Jinja's, without its detours
    app.jinja_env.globals["language"] = _Language()


def language() -> str:
    """The language of this reader: their choice, kept in a cookie; Indonesian otherwise."""
    if translator.get() is None or not has_request_context():  # the first is asked at no cost
        return "id"
    spoken: str = g.get("language", "id")
    return spoken


class _Language:
    """Reads as the current language in any template, macros included."""

    def __str__(self) -> str:
        return language()

    def __eq__(self, other: object) -> bool:
        return language() == other

    def __hash__(self) -> int:
        return hash(language())


def listen(asked: Request) -> None:
    """Speak to this reader in the language that they chose."""
    cookies = asked.cookies
    # Werkzeug's get() makes an exception of each cookie that is not there.
    chosen = cookies[COOKIE] if COOKIE in cookies else ""  # noqa: SIM401
    _speak(chosen if chosen in LANGUAGES else "id")


def listen_to_program(asked: Request) -> None:
    """Programs keep no cookie; they may ask for a language by its header."""
    # Werkzeug's best_match() would put "id" at the end of the list before "en-GB" at its head.
    wanted = (tag.partition("-")[0].lower() for tag in asked.accept_languages.values())
    _speak(next((each for each in wanted if each in LANGUAGES), "id"))


def _speak(chosen: str) -> None:
    g.language = chosen
    translator.set(None if chosen == "id" else _translate)


def _translate(text: str) -> str:
    spoken: str = get_translations().ugettext(text)
    return spoken


def _text(text: str) -> str:
    return text if translator.get() is None else _translate(text)


@lru_cache(maxsize=8192)
def _whole(text: str, _: str) -> Markup:
    """A text without values as a page in this language says it; a page has a hundred of them."""
    return Markup(_text(text)) % {}  # noqa: S704  a text of our templates, no value of anybody's


def _said(text: str, /, **values: Any) -> Markup:
    """A text of a template; the values are escaped."""
    return Markup(_text(text)) % values if values else _whole(text, language())  # noqa: S704  as above


def _plural(one: str, many: str, count: int) -> str:
    if translator.get() is None:
        return one if count == 1 else many
    return str(get_translations().ungettext(one, many, count))


def plural(one: str, many: str, count: int, **values: Any) -> str:
    """The form that `count` asks for, in the reader's language."""
    return str(get_translations().ungettext(one, many, count) % {"num": count, **values})
