"""Wrong tries of the browser at hand: counted, and made to wait."""

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import throttle

KNOWN = "known-browser"  # the cookie of a browser where its person has signed in before
A_YEAR = 365 * 86400  # seconds


def tries(number: str) -> throttle.Tries:
    """The counts under which a try with this NIP falls."""
    secret = current_app.config["SECRET_KEY"]
    known = request.cookies.get(KNOWN)
    return throttle.tries(secret, number, request.remote_addr or "", known)


def letters() -> throttle.Tries:
    """The count of letters asked for from where this browser is."""
    return throttle.letters(current_app.config["SECRET_KEY"], request.remote_addr or "")


def ensure_few_letters(counted: throttle.Tries) -> None:
    """Raises Invalid where so many were asked for from one place that the next must wait."""
    seconds = counted.seconds_to_wait()
    if seconds:
        sentence = say(
            "Terlalu banyak permintaan dari jaringan ini. "
            "Tunggu %(seconds)d detik, lalu coba lagi.",
            seconds=seconds,
        )
        raise Invalid(sentence, {"nip": sentence})


def know_browser(response: ResponseReturnValue, number: str) -> ResponseReturnValue:
    """Let this browser be known as one of the person with this NIP, who has just shown it."""
    assert isinstance(response, Response)
    settings, secret = current_app.config["SETTINGS"], current_app.config["SECRET_KEY"]
    mark = throttle.browser_mark(secret, number)
    response.set_cookie(
        KNOWN, mark, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.secure
    )
    return response


def ensure_patience(counted: throttle.Tries, field: str) -> None:
    """Raises Invalid, to be shown beside `field`, where one must wait."""
    seconds = counted.seconds_to_wait()
    if seconds:
        sentence = say(
            "Terlalu sering keliru. Tunggu %(seconds)d detik, lalu coba lagi. "
            "Akun Anda tidak dikunci.",
            seconds=seconds,
        )
        raise Invalid(sentence, {field: sentence})
