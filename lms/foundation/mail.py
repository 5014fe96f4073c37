"""Letters: sent by SMTP, or laid in a folder where no server is set."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

SECONDS_TO_WAIT = 20


class NoAddress(ValueError):
    """What stands where an address should is none; another try will find the same."""


# Of one address alone, and the same at every try; what others are sent is not held up by it.
NOT_REACHED = (NoAddress, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


def post(to: str, subject: str, text: str) -> None:
    """One letter from this site, by its settings; raises what `send` raises."""
    site = current_app.config["SETTINGS"]
    sender = f"Belajar ASN <tidak-dibalas@{urlsplit(site.base_url).hostname}>"
    send(site.mail, sender, to, subject, text)


def address(path: str) -> str:
    """Of a page of this site, as a letter must write it."""
    site = current_app.config["SETTINGS"]
    return f"{site.base_url}{path}"


def send(url: str, sender: str, to: str, subject: str, text: str) -> None:
    """Hand one letter over; `url` is smtp://, smtps:// or file:FOLDER.

    Raises OSError or smtplib.SMTPException; the job that sends tries again. Raises NoAddress.
    """
    letter = EmailMessage()
    letter["From"], letter["Subject"] = sender, subject
    try:
        letter["To"] = to
    except Exception as fault:  # the library stumbles over half an address in many ways
        raise NoAddress(str(fault)) from fault
    letter["Date"], letter["Message-ID"] = formatdate(localtime=True), make_msgid(domain="lms")
    letter.set_content(text)
    if url.startswith("file:"):
        _lay_in_folder(Path(url.removeprefix("file:")), letter)
    else:
        _send_by_smtp(url, letter)


def _lay_in_folder(folder: Path, letter: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = letter["Message-ID"].strip("<>").replace("/", "_")
    (folder / f"{name}.eml").write_bytes(bytes(letter))


def _send_by_smtp(url: str, letter: EmailMessage) -> None:
    place = urlsplit(url)
    context = ssl.create_default_context()
    host, port = place.hostname or "localhost", place.port
    server: smtplib.SMTP
    if place.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS_TO_WAIT, context=context)
    else:
        server = smtplib.SMTP(host, port or 587, timeout=SECONDS_TO_WAIT)
    with server:
        if place.scheme == "smtp" and place.username:
            server.starttls(context=context)
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
        server.send_message(letter)
