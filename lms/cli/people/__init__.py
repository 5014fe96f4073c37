"""People, from the command line: entered, found, given access and taken it away."""

import click

from lms.cli.people import access, entering, showing
from lms.cli.people.naming import DAY, person_by_nip

__all__ = ["DAY", "people", "person_by_nip"]


@click.group()
def people() -> None:
    """People: enter them, give and end roles, close accounts, let them choose a new password.

    Example: lms people add 199104122015032004 "Rani Anggraini" --kind pns
    """


for command in (
    entering.add,
    entering.grant,
    entering.reset_password,
    access.revoke,
    access.bar,
    access.admit,
    showing.sessions,
    showing.show,
):
    people.add_command(command)
