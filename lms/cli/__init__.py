"""The command `lms`: everything an operator, an author or a script does without a browser."""

import os
import sys
from importlib import import_module

import click
from sqlalchemy.exc import DBAPIError

from lms.foundation.errors import Refusal
from lms.foundation.settings import SettingError

FOR_NOBODY_ELSE = 0o027  # the database, letters and files hold everybody's data
# Where each command is written; it is imported when it is called, since all of them take a second.
COMMANDS = {
    "init": "founding",
    "serve": "running",
    "worker": "running",
    "backup": "keeping",
    "restore": "keeping",
    "upgrade": "keeping",
    "doctor": "examining",
    "audit": "trail",
    "agencies": "agencies",
    "people": "people",
    "roster": "roster",
    "pairs": "pairs",
    "content": "content",
    "questions": "questions",
    "completions": "completions",
    "seals": "seals",
    "demo": "demo",
}


class Commands(click.Group):
    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"lms.cli.{COMMANDS[name]}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lms")
def cli() -> None:
    """Belajar ASN: learning, assessment and its record for civil servants."""


def main() -> None:
    """Run one command; whatever goes wrong outside the program is one sentence."""
    os.umask(os.umask(0) | FOR_NOBODY_ELSE)
    try:
        cli()
    except SettingError as error:
        _end(2, str(error))
    except Refusal as error:
        _end(1, str(error))
    except DBAPIError as error:
        _end(1, f"the database refuses: {str(error.orig).strip().splitlines()[0]}")
    except OSError as error:
        _end(1, f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))


def _end(code: int, sentence: str) -> None:
    click.echo(f"lms: {sentence}", err=True)
    sys.exit(code)
