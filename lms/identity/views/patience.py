"""Wrong tries of the browser at hand: counted, and made to wait."""

from flask import current_app, request

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import throttle

KNOWN = "known-browser"  # the cookie of a browser where its person has signed in before


def tries(number: str) -> throttle.Tries:
    """The counts under which a try with this NIP falls."""
    secret = current_app.config["SECRET_KEY"]
    known = request.cookies.get(KNOWN)
    return throttle.tries(secret, number, request.remote_addr or "", known)


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
