"""What a device sends for one question, read without trusting any of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

LONGEST_TEXT = 2000  # characters
LONGEST_ESSAY = 20_000
MOST_CHOICES = 100
LONGEST_CHOICE = 100
LARGEST_COUNTER = 2**53  # the largest that a script counts exactly
DEVICE = re.compile(r"[A-Za-z0-9:_-]{1,64}", re.ASCII)
PARTS = {"answer", "unsure"}

Value = dict[str, Any]  # {"answer": text, list of texts or none, "unsure": whether it is marked so}


@dataclass(frozen=True)
class Given:
    value: Value
    device: str
    counter: int
    client_at: datetime | None


def read(sent: object) -> Given:
    """What `{value, device, counter, client_time}` says; raises Invalid with what to mend."""
    if not isinstance(sent, dict):
        raise _wrong(say("Kirim objek JSON berisi value, device, counter, dan client_time."))
    return Given(
        value=read_value(sent.get("value")),
        device=_device(sent.get("device")),
        counter=_counter(sent.get("counter")),
        client_at=_moment(sent.get("client_time")),
    )


def read_value(value: object) -> Value:
    """`{answer, unsure}`, or the answer alone."""
    if not isinstance(value, dict):
        value = {"answer": value}
    unsure = value.get("unsure", False)
    if not isinstance(unsure, bool) or not value.keys() <= PARTS:
        raise _wrong(say("Isi value dengan answer dan unsure (true atau false) saja."))
    return {"answer": _answer(value.get("answer")), "unsure": unsure}


def is_long(value: Value) -> bool:
    """Whether only an essay may be as long as this answer."""
    answer = value["answer"]
    return isinstance(answer, str) and len(answer) > LONGEST_TEXT


def too_long() -> Invalid:
    return _wrong(say("Jawaban terlalu panjang; paling panjang %(most)d huruf.", most=LONGEST_TEXT))


def _answer(given: object) -> str | list[str] | None:
    if isinstance(given, list):
        if len(given) > MOST_CHOICES:
            raise _wrong(say("Pilihan paling banyak %(most)d.", most=MOST_CHOICES))
        return [_text(each, LONGEST_CHOICE) for each in given]
    return None if given is None else _text(given, LONGEST_ESSAY)


def _text(given: object, longest: int) -> str:
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        raise _wrong(say("Jawaban harus berupa teks atau daftar teks."))
    if len(given) > longest:
        raise _wrong(say("Jawaban terlalu panjang; paling panjang %(most)d huruf.", most=longest))
    # Neither is a character that a person can type, and databases refuse them.
    if "\0" in given or any("\ud800" <= letter <= "\udfff" for letter in given):
        raise _wrong(say("Jawaban memuat karakter yang tidak sah. Ketik ulang jawabannya."))
    return given


def _device(given: object) -> str:
    if not isinstance(given, str) or not DEVICE.fullmatch(given):
        raise _wrong(say("Isi device dengan 1 sampai 64 huruf, angka, atau tanda hubung."))
    return given


def _counter(given: object) -> int:
    if type(given) is int and 0 < given <= LARGEST_COUNTER:  # true and false count nothing
        return given
    raise _wrong(say("Isi counter dengan bilangan bulat mulai dari 1."))


def _moment(given: object) -> datetime | None:
    """The device's own time; one that cannot be read decides nothing, so it costs no answer."""
    if given is not None and not isinstance(given, str):
        raise _wrong(say("Isi client_time dengan waktu ISO 8601."))
    try:
        moment = datetime.fromisoformat(given or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _wrong(sentence: Sentence) -> Invalid:
    return Invalid(sentence)
