"""Finding out what is wrong."""

import sys

import click

from lms.cli.context import site
from lms.foundation.doctor import Level, examine
from lms.seals.examining import examine_keys
from lms.siasn.examining import examine_siasn

COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.FAULT: "red"}


@click.command()
def doctor() -> None:
    """Check settings, database, disk, clock, mail, jobs, keys and SIASN; exits 1 on a fault.

    Example: lms doctor
    """
    worst = Level.OK
    with site(ready=False):
        for found in examine(examine_keys, examine_siasn):
            level = click.style(f"{found.level:<5}", fg=COLOURS[found.level])
            click.echo(f"{level}  {found.subject:<13} {found.sentence}")
            worst = Level.FAULT if found.level is Level.FAULT else worst
    sys.exit(1 if worst is Level.FAULT else 0)
