"""A day with its hour: chosen from a calendar where the browser has one, written as files have it.

An hour that names a zone stays a text, since no calendar of a browser could show it.
"""

from datetime import datetime
from typing import Any

from wtforms import StringField
from wtforms.widgets import DateTimeLocalInput, TextInput

HOURS = frozenset({"opens", "closes", "starts", "ends"})
SHORTEST = 16  # letters; a day alone has fewer, and is not an hour


def as_written(value: Any) -> Any:
    """However it is spelt, as files of the browser have it; what is no such hour stays."""
    moment = _moment(value)
    return moment.isoformat(" ", "minutes") if moment else value


def _moment(value: Any) -> datetime | None:
    """Without a zone and to the minute, as a calendar shows it."""
    try:
        found = datetime.fromisoformat(str(value)) if len(str(value)) >= SHORTEST else None
    except ValueError:
        return None
    return found if found and not (found.tzinfo or found.second or found.microsecond) else None


class HourField(StringField):
    def __call__(self, **given: object) -> Any:
        chosen = not self.data or _moment(self.data)
        self.widget = DateTimeLocalInput() if chosen else TextInput()
        return super().__call__(**given)

    def _value(self) -> str:
        moment = _moment(self.data)
        return moment.isoformat("T", "minutes") if moment else str(self.data or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([as_written(each) for each in valuelist])
