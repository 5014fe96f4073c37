"""Taking access away, and giving it back."""

import click

from lms.cli.context import site
from lms.cli.people.naming import NIP, PLACE, person_by_nip, place_of
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity import actions, queries
from lms.identity.models import Grant, Role


@click.command()
@NIP
@click.argument("role", type=click.Choice([each.value for each in Role]))
@PLACE
@click.option("--reason", default="", help="Decision or letter on which it rests.")
def revoke(nip: str, role: str, code: str | None, unit_code: str | None, reason: str) -> None:
    """End a person's ROLE today, for the place that `grant` named.

    Example: lms people revoke 199104122015032004 trainer --agency 1500 --reason "SK 12/2026"
    """
    with site(write=True):
        person = person_by_nip(nip)
        found = _held(person.id, Role(role), *place_of(code, unit_code))
        for grant in found:
            actions.revoke(grant, None, reason)
        name = person.name
    click.echo(say("%(name)s bukan lagi %(role)s.", name=name, role=role))


def _held(person_id: int, role: Role, agency_id: int, unit_id: int | None) -> list[Grant]:
    held = [
        grant
        for grant in queries.open_grants(person_id)
        if (grant.role, grant.agency_id, grant.unit_id) == (role, agency_id, unit_id)
    ]
    if not held:
        sentence = say("Orang ini tidak memegang peran itu di tempat itu. Lihat: lms people show")
        raise NotFound(sentence)
    return held


@click.command()
@NIP
@click.option("--reason", required=True, help="Decision or letter on which it rests.")
def bar(nip: str, reason: str) -> None:
    """Close a person's account at once: sessions end, codes are void, learning is kept.

    Example: lms people bar 199104122015032004 --reason "Pensiun, SK 12/2026"
    """
    with site(write=True):
        person = person_by_nip(nip)
        actions.bar(person, None, reason)
        name = person.name
    click.echo(say("Akun %(name)s ditutup; semua sesinya berakhir.", name=name))


@click.command()
@NIP
@click.option("--reason", default="", help="Decision or letter on which it rests.")
def admit(nip: str, reason: str) -> None:
    """Open the account of somebody who was barred, with their roles and password of before.

    Example: lms people admit 199104122015032004
    """
    with site(write=True):
        person = person_by_nip(nip)
        actions.admit(person, None, reason)
        name = person.name
    click.echo(say("Akun %(name)s terbuka kembali.", name=name))
