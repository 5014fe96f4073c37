"""What every form shares: cross-site protection and messages in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Flask, Request, current_app, g, session
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf, same_origin, validate_csrf
from wtforms import Field, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.web.kept import hole
from lms.web.site import the_request

__all__ = ["Form", "SelectChoice", "check_token", "checked", "csrf", "form_key", "protect", "token"]
csrf = CSRFProtect()
LONGEST_TOKEN = 256  # letters; ours have some ninety


def protect(app: Flask) -> None:
    # Asked at the reception instead: Flask-WTF looks at ten things before it finds a GET harmless.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)


def check_token() -> bool:
    """For every unsafe request; raises CSRFError without the token of its session's forms.

    Answers whether a header alone proved it, as the scripts of our pages do.
    """
    asked = the_request()
    proved = _is_told_by_script(asked) and _comes_from_here(asked)
    if not proved:
        csrf.protect(apply_exemptions=True)
    return proved


def _is_told_by_script(asked: Request) -> bool:
    """Whether a header holds the token; a script that saves answers sends the same one each time.

    Flask-WTF would look through a form first, and check the signature again.
    """
    raw, sent = session.get("csrf_token"), asked.headers.get("X-CSRFToken")
    if not raw or not sent or len(sent) > LONGEST_TOKEN:  # a longer one would be kept for long
        return False
    try:
        return _is_signed(current_app.secret_key, raw, sent)
    except ValidationError:
        return False


@lru_cache(maxsize=4096)
def _is_signed(_: object, __: str, sent: str) -> bool:
    """Of one key, one session and one token, which does not age; what is refused is not kept."""
    validate_csrf(sent)
    return True


def _comes_from_here(asked: Request) -> bool:
    """What Flask-WTF asks of HTTPS as well."""
    return not asked.is_secure or same_origin(asked.referrer or "", f"https://{asked.host}/")


def token() -> str:
    """The token of this session's forms; a hole in a page that is made to be kept."""
    if g.get("keeping"):
        return hole("token")
    raw = session.get("csrf_token")
    return _signed(current_app.secret_key, raw) if raw else str(generate_csrf())


@lru_cache(maxsize=4096)
def _signed(_: object, __: str) -> str:
    # Signing costs 40 µs a page and gives a token that is good as long as its session.
    return str(generate_csrf())


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose own refusals and those of an action are shown in the same place."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        locales = ("id",)

        def get_translations(self, _: object) -> "_Messages":
            return _Messages()

    def take(self, refusal: Invalid) -> None:
        """Show what an action refused beside the fields it named."""
        for name, sentence in refusal.fields.items():
            field = getattr(self, name)
            field.errors = [*field.errors, str(sentence)]


def form_key(field: Field) -> UUID:
    """What tells the second of two clicks from a form of its own; made with the form's page.

    Raises Invalid for a form that we did not make.
    """
    try:
        return UUID(field.data or "")
    except ValueError:
        sentence = say("Formulir ini tidak lengkap. Muat ulang halamannya, lalu kirim lagi.")
        raise Invalid(sentence) from None


def checked(form: type[Form], given: Mapping[str, Any] | None = None) -> Form | None:
    """The form filled from the request where all of it is right, else nothing."""
    filled = form(data=given)
    return filled if filled.validate_on_submit() else None


class _Messages:
    """WTForms' own English messages, in the source language of the screens."""

    spoken: dict[str, Sentence] = {  # noqa: RUF012  never changed
        "This field is required.": say("Isian ini wajib diisi."),
        "Not a valid choice.": say("Pilihan ini tidak dikenal."),
        "Not a valid choice": say("Pilihan ini tidak dikenal."),
        "Not a valid integer value.": say("Isi dengan angka bulat."),
        "Not a valid date value.": say(
            "Isi tanggal sebagai tahun-bulan-hari, misalnya 2026-11-22."
        ),
        "Not a valid decimal value.": say("Isi dengan angka."),
        "Invalid email address.": say("Alamat surel ini tidak lengkap."),
        "Field cannot be longer than %(max)d character.": say("Paling panjang %(max)d huruf."),
    }

    def gettext(self, text: str) -> str:
        return str(self.spoken.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)
