"""People and what they may do, for the first administrator and for emergencies."""

from datetime import datetime

import click

from lms.cli.context import site
from lms.cli.people.naming import DAY, NIP, PLACE, person_by_nip, place_of
from lms.foundation import clock, presence
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.settings import Settings
from lms.identity import actions
from lms.identity import nip as nips
from lms.identity.models import Role, StaffKind


@click.command()
@NIP
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice([each.value for each in StaffKind]),
    default=StaffKind.PNS.value,
    show_default=True,
    help="Kind of staff.",
)
@click.option("--email", help="Where letters go.")
def add(nip: str, name: str, kind: str, email: str | None) -> None:
    """Enter a person by NIP or NI PPPK; `reset-password` then lets them in.

    Example: lms people add "19910412 201503 2 004" "Rani Anggraini" --email rani@example.go.id
    """
    number = nips.normalise(nip)
    if not name.strip():
        raise Invalid(say("Nama tidak boleh kosong."))
    with site(write=True):
        actions.add_person(number, name.strip(), StaffKind(kind), email)
    for warning in nips.warnings(number, clock.today()):
        click.echo(say("Periksa: %(warning)s", warning=warning), err=True)
    click.echo(say("%(name)s terdaftar.", name=name.strip()))


@click.command()
@NIP
@click.option("--role", required=True, type=click.Choice([each.value for each in Role]))
@PLACE
@click.option("--from", "since", type=DAY, help="First day; today unless given.")
@click.option("--until", type=DAY, help="First day on which it no longer holds.")
@click.option("--reason", default="", help="Decision or letter on which it rests.")
def grant(  # noqa: PLR0913, PLR0917  a role, its scope and its time
    nip: str,
    role: str,
    code: str | None,
    unit_code: str | None,
    since: datetime | None,
    until: datetime | None,
    reason: str,
) -> None:
    """Give a person a role, for a whole agency or a unit and what is below it.

    Example: lms people grant 199104122015032004 --role administrator --agency 1500
    """
    with site(write=True):
        person = person_by_nip(nip)
        agency, unit_id = place_of(code, unit_code)
        first = since.date() if since else clock.today()
        actions.give_grant(
            person,
            Role(role),
            agency,
            since=first,
            until=until.date() if until else None,
            unit_id=unit_id,
            reason=reason,
        )
        click.echo(say("%(name)s sekarang %(role)s.", name=person.name, role=role))


@click.command("reset-password")
@NIP
def reset_password(nip: str) -> None:
    """Print an address at which the person chooses a password; good once, for two hours.

    Example: lms people reset-password 199104122015032004
    """
    with site(write=True) as app:
        code = actions.ask_reset(person_by_nip(nip))
        address = f"{base_of(app.config['SETTINGS'])}/password/{code}"
    click.echo(say("Berikan alamat ini hanya kepada orangnya, paling lama dua jam lagi:"), err=True)
    click.echo(address)


def base_of(settings: Settings) -> str:
    """The address that is set, or else the one at which this site was served last."""
    given = settings.base_url if "base_url" in settings.model_fields_set else None
    return given or presence.served_at(settings.home) or settings.base_url
