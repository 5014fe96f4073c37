"""The command `lms`: everything an operator, an author or a script does without a browser."""

import os
import sys

import click
from sqlalchemy.exc import DBAPIError

from lms.cli import (
    agencies,
    completions,
    content,
    demo,
    examining,
    founding,
    keeping,
    laws,
    pairs,
    people,
    questions,
    running,
    starting,
)
from lms.foundation.errors import Refusal
from lms.foundation.settings import SettingError

content.content.add_command(starting.new)
content.content.add_command(laws.laws)
FOR_NOBODY_ELSE = 0o027  # the database, letters and files hold everybody's data


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lms")
def cli() -> None:
    """Belajar ASN: learning, assessment and its record for civil servants."""


for command in (
    founding.init,
    running.serve,
    running.worker,
    keeping.backup,
    keeping.restore,
    keeping.upgrade,
    examining.doctor,
    agencies.agencies,
    people.people,
    pairs.pairs,
    content.content,
    questions.questions,
    completions.completions,
    demo.demo,
):
    cli.add_command(command)


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
