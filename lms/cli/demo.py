"""The demonstration: a province of invented people."""

import json

import click

from lms.cli.context import site
from lms.cli.founding import init
from lms.demo.building import build, is_empty
from lms.demo.people import NAMED, PASSWORD
from lms.foundation.settings import ROOT


@click.command()
@click.option("--if-empty", is_flag=True, help="Say nothing where there is data already.")
@click.option("--json", "as_json", is_flag=True, help="Only print who can sign in, as JSON.")
def demo(*, if_empty: bool, as_json: bool) -> None:
    """Fill an empty database with a demonstration province; change nothing in a filled one.

    Example: lms demo
    """
    if as_json:
        click.echo(json.dumps(who_can_sign_in(), indent=2))
        return
    click.get_current_context().invoke(init)
    with site():
        empty = is_empty()
        if empty:
            click.echo("Menyiapkan provinsi contoh, sekitar satu menit ...", err=True)
            build(ROOT / "content")
    if not empty and not if_empty:
        click.echo("The database holds data already; nothing was changed.")


def who_can_sign_in() -> list[dict[str, str]]:
    """One invented person for each role."""
    return [
        {"role": role, "nip": given[1], "password": PASSWORD, "name": given[0]}
        for role, given in NAMED.items()
    ]
