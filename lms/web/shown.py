"""How figures and moments are written for people."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal
from flask_babel import format_date, format_datetime
from markupsafe import Markup, escape

from lms.foundation import clock
from lms.foundation.text import initials
from lms.web.language import language

Figure = int | float | Decimal
ADDRESS = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}])", re.IGNORECASE)
LONGEST_ADDRESS = 60  # letters of one that are shown


def day(value: datetime | date) -> str:
    """Like 22 November 2026."""
    return str(format_date(_local(value), "d MMMM yyyy", rebase=False))


def day_short(value: datetime | date) -> str:
    """Like 22 Nov."""
    return str(format_date(_local(value), "d MMM", rebase=False))


def time_of_day(value: datetime) -> str:
    """Like 10.12."""
    return clock.local(value).strftime("%H.%M")


def second(value: datetime) -> str:
    """Like 10.12.05."""
    return clock.local(value).strftime("%H.%M.%S")


def moment(value: datetime) -> str:
    """Like 22 Nov 2026, 10.12."""
    return (
        f"{format_datetime(clock.local(value), 'd MMM yyyy', rebase=False)}, {time_of_day(value)}"
    )


def zone(value: datetime) -> str:
    """Like WIB, WITA or WIT."""
    return clock.local(value).tzname() or ""


def number(value: Figure) -> str:
    """Like 1.234."""
    return _written(value, "#,##0", language())


def decimal(value: Figure) -> str:
    """Like 12,5."""
    return _written(value, "#,##0.##", language())


@lru_cache(maxsize=4096)  # a table holds the same few hundred figures, and each costs 100 µs
def _written(value: Figure, pattern: str, locale: str) -> str:
    return str(format_decimal(value, pattern, locale))


def set_in(name: str, path: str) -> str:
    """A unit's name, as far in as its path is deep."""
    return "\N{EM SPACE}" * max(0, path.count("/") - 2) + name


def stored(html: str) -> Markup:
    """HTML that was cleaned when its revision was made; nothing else may pass here."""
    return Markup(html)  # noqa: S704  foundation.markup made and cleaned it


def with_links(text: str) -> Markup:
    """What a person typed, each address in it a link that says where it leads."""
    pieces = ADDRESS.split(text)
    return Markup().join(_link(it) if place % 2 else escape(it) for place, it in enumerate(pieces))


def _link(address: str) -> Markup:
    name = address.partition("://")[2]
    shown = name if len(name) <= LONGEST_ADDRESS else f"{name[: LONGEST_ADDRESS - 1]}…"
    link = Markup('<a href="{}" rel="nofollow ugc noopener noreferrer">{}</a>')
    return link.format(address, shown)


def _local(value: datetime | date) -> date:
    return clock.local(value) if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "day_short": day_short,
    "clock": time_of_day,
    "second": second,
    "moment": moment,
    "zone": zone,
    "number": number,
    "decimal": decimal,
    "initials": initials,
    "with_links": with_links,
}
