"""The trail of acts: whether it is as it was sealed, and its head, to be kept elsewhere."""

import re
from datetime import datetime

import click

from lms.cli.context import site
from lms.foundation import clock, trail
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say

DAY = click.DateTime(["%Y-%m-%d"])
HEAD = re.compile(r"(\d{1,9}):([0-9a-f]{64})")


@click.group()
def audit() -> None:
    """The trail of who did what, sealed into a chain.

    Example: lms audit verify
    """


@audit.command()
@click.option("--since", type=DAY, help="Only seals made since this day (YYYY-MM-DD).")
@click.option("--head", "known", help="What `lms audit head` printed once, kept elsewhere.")
def verify(since: datetime | None, known: str | None) -> None:
    """Walk the chain; exits 1 and names the first row that was changed, removed or added.

    Example: lms audit verify --since 2026-11-01
    """
    moment = clock.dawn(since.date()) if since else None
    wanted = _read(known) if known else None
    with site():
        told = trail.walk(moment, wanted)
    counts = {"rows": told.rows, "seals": told.seals, "unsealed": told.unsealed}
    if told.fault:
        click.echo(say("Utuh sampai di sana: %(rows)d baris, %(seals)d segel.", **counts))
        raise Conflict(told.fault)
    click.echo(
        say("Utuh: %(rows)d baris, %(seals)d segel; %(unsealed)d baris menunggu segel.", **counts)
    )


def _read(known: str) -> tuple[int, str]:
    found = HEAD.fullmatch(known.strip())
    if found is None:
        raise Invalid(say("Tulis kepala rantai seperti yang dicetak lms audit head: NOMOR:HASH"))
    return int(found[1]), found[2]


@audit.command()
def head() -> None:
    """Print the last seal as NUMBER:HASH, to be kept where this site's operators cannot write.

    Example: lms audit head >> /mnt/cadangan/kepala-audit.txt
    """
    with site():
        last = trail.head()
        if last is None:
            raise NotFound(say("Belum ada segel. Worker menyegel setiap 15 menit: lms worker"))
        click.echo(f"{last.number}:{last.hash}")
