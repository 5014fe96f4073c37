"""What the doctor finds about keys that seal."""

from collections.abc import Iterator
from datetime import timedelta

from lms.foundation import clock
from lms.foundation.doctor import Finding, Level
from lms.foundation.language import say
from lms.seals.queries import all_keys, unreadable

SOON = timedelta(days=30)


def examine_keys() -> Iterator[Finding]:
    shut = unreadable()
    for key in shut:
        sentence = say(
            "Kunci %(agency)s tidak terbuka: LMS_SECRET_KEY bukan yang dipakai saat dibuat. Pasang "
            "yang lama, atau jalankan: lms seals rotate %(code)s",
            agency=key.agency.name,
            code=key.agency.code,
        )
        yield Finding(Level.FAULT, "seals", sentence)
    yield from _ending()
    if not shut:
        yield Finding(Level.OK, "seals", say("Semua kunci segel terbuka."))


def _ending() -> Iterator[Finding]:
    for key in all_keys():
        if not key.retired_at and key.until - clock.now() < SOON:
            sentence = say(
                "Kunci %(agency)s berakhir %(day)s. Jalankan: lms seals rotate %(code)s",
                agency=key.agency.name,
                day=f"{clock.local(key.until):%d-%m-%Y}",
                code=key.agency.code,
            )
            yield Finding(Level.WARN, "seals", sentence)
