"""How meetings are told: their kind in words, the code as a picture, a file for calendars."""

from datetime import datetime
from typing import Any

import segno
from flask import Blueprint
from icalendar import Calendar, Event

from lms.foundation import clock
from lms.foundation.language import Sentence, say
from lms.foundation.spreadsheets import Value
from lms.sessions.code import spoken
from lms.sessions.models import Means
from lms.sessions.queries import Expected

HELD = {
    "class": say("Kelas"),
    "webinar": say("Webinar"),
    "workshop": say("Lokakarya"),
}
MEANS = {Means.LIST: say("Daftar hadir"), Means.CODE: say("Kode di layar")}
COLUMNS = ("nip", "name", "unit", "place_taken_at", "present", "means", "noted_at")


def held(name: str) -> Sentence:
    return HELD[name]


def by_means(means: Means) -> Sentence:
    return MEANS[means]


def squares(address: str) -> dict[str, Any]:
    """A QR code as the outline of its dark squares, and how many squares wide it is."""
    rows = segno.make(address, error="m", micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, each in enumerate(row) if each]
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}


def calendar_file(event: dict[str, Any]) -> bytes:
    """RFC 5545, in UTC, so that no calendar needs to know our zones."""
    made = Event()
    for name, value in event.items():
        if value:
            made.add(name, value)
    made.add("dtstamp", clock.now())
    file = Calendar()
    file.add("prodid", "-//Belajar ASN//ID")
    file.add("version", "2.0")
    file.add_component(made)
    return bytes(file.to_ical())


def line(person: Expected) -> list[Value]:
    """One person of the list, as a file of it has them."""
    is_noted = person.present is not None
    return [
        person.nip,
        person.name,
        person.unit,
        _minute(person.seated_at),
        None if person.present is None else int(person.present),
        person.means.value if is_noted and person.means else None,
        _minute(person.at if is_noted else None),
    ]


def _minute(moment: datetime | None) -> str | None:
    return clock.local(moment).isoformat(timespec="minutes") if moment else None


def enter(bp: Blueprint) -> None:
    for show in (held, by_means, spoken):
        bp.add_app_template_filter(show)
