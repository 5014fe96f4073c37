"""Settings, secrets, mail, folders, disk and clock of this machine."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from lms.foundation import clock
from lms.foundation.doctor.finding import Finding, Level, fault, here, ok, warn
from lms.foundation.language import say
from lms.foundation.settings import KNOWN

SCARCE, TOO_LITTLE = 2 * 2**30, 200 * 2**20  # bytes free
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)  # no right clock is before this


def _settings() -> Iterator[Finding]:
    strange = sorted(n for n in os.environ if n.startswith("LMS_") and n not in KNOWN)
    for name in strange:
        yield warn("settings", say("%(name)s tidak dikenal; periksa ejaannya.", name=name))
    if not strange:
        yield ok("settings", say("Semua pengaturan terbaca."))


def _secret() -> Iterator[Finding]:
    if here().secret_key:
        yield ok("secret", say("LMS_SECRET_KEY cukup kuat."))
    else:
        yield warn(
            "secret",
            say(
                "LMS_SECRET_KEY kosong: hanya untuk mesin ini. Sebelum dipakai orang lain, isi "
                "dengan hasil: python3 -c 'import secrets; print(secrets.token_hex(32))'"
            ),
        )


def _address() -> Iterator[Finding]:
    address = here().base_url
    host = urlsplit(address).hostname or ""
    if here().secure:
        yield ok("address", address)
    elif host in {"localhost", "127.0.0.1", "::1"}:
        yield warn("address", say("%(at)s hanya untuk mesin ini; isi LMS_BASE_URL.", at=address))
    else:
        yield fault(
            "address",
            say("%(at)s tanpa https: kata sandi dapat disadap. Isi LMS_BASE_URL.", at=address),
        )


def _mail() -> Iterator[Finding]:
    url = urlsplit(here().mail)
    if url.scheme == "file":
        yield warn("mail", say("Surat hanya disimpan di %(at)s; isi LMS_MAIL_URL.", at=url.path))
    elif not url.username:
        yield ok("mail", say("Lewat %(host)s, tanpa masuk.", host=url.hostname))
    else:
        yield ok("mail", say("Lewat %(host)s.", host=url.hostname))


def _storage() -> Iterator[Finding]:
    for subject, folder in (("home", here().home), ("files", here().storage)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as probe:
                probe.write(b"?")
        except OSError as error:
            facts = {"at": folder, "why": error.strerror}
            yield fault(subject, say("%(at)s tidak dapat ditulisi: %(why)s.", **facts))
        else:
            yield ok(subject, str(folder))


def _disk() -> Iterator[Finding]:
    for subject, folder in (("disk", here().home), ("disk of files", here().storage)):
        if not folder.exists():
            continue
        free = shutil.disk_usage(folder).free
        level = Level.OK if free > SCARCE else Level.WARN if free > TOO_LITTLE else Level.FAULT
        sentence = say("%(free).1f GB bebas di %(at)s.", free=free / 2**30, at=folder)
        yield Finding(level, subject, sentence)


def _machine_clock() -> Iterator[Finding]:
    if clock.now() < RELEASED:
        yield fault("clock", say("Jam mesin tertinggal: %(now)s. Hidupkan NTP.", now=_shown()))
    else:
        yield ok("clock", f"{_shown()} ({here().time_zone})")


def _shown() -> str:
    return f"{clock.local(clock.now()):%Y-%m-%d %H:%M:%S}"


CHECKS = (_settings, _secret, _address, _mail, _storage, _disk, _machine_clock)
