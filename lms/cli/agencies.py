"""Agencies: the province and each kabupaten/kota that uses the site."""

import click
from sqlalchemy import select

from lms.cli.context import site
from lms.foundation.database import db
from lms.foundation.language import say
from lms.identity import actions
from lms.identity.models import Agency


@click.group()
def agencies() -> None:
    """Agencies: enter and list them.

    Example: lms agencies add 1500 "Pemerintah Provinsi Jambi" --short "Provinsi Jambi"
    """


@agencies.command()
@click.argument("code")
@click.argument("name")
@click.option("--short", help="What pages show; NAME unless given.")
def add(code: str, name: str, short: str | None) -> None:
    """Enter an agency, with one unit of the same code for people to be placed in.

    Example: lms agencies add 1571 "Pemerintah Kota Jambi" --short "Kota Jambi"
    """
    with site(write=True):
        actions.add_agency(code.strip(), name.strip(), (short or name).strip())
    click.echo(say("%(name)s terdaftar dengan kode %(code)s.", name=name.strip(), code=code))


@agencies.command("list")
def listing() -> None:
    """Print each agency's code and name.

    Example: lms agencies list
    """
    with site():
        for row in db.session.execute(select(Agency.code, Agency.name).order_by(Agency.code)):
            click.echo(f"{row.code}  {row.name}")
