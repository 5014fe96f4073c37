"""Keys with which agencies seal: which there are, a new one in the place of an old, for others."""

from pathlib import Path

import click
from sqlalchemy import select

from lms.cli.context import site
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import say
from lms.identity.models import Agency
from lms.seals import actions, keys, queries
from lms.seals.models import SealKey

FILE = click.Path(dir_okay=False, path_type=Path)
NO_KEY = say("Instansi ini belum punya kunci. Buat dengan: lms seals rotate KODE")


@click.group()
def seals() -> None:
    """Keys with which agencies seal what they hand out.

    Example: lms seals list
    """


@seals.command("list")
def listing() -> None:
    """Print each key: agency, how it stands, from when to when, fingerprint.

    Example: lms seals list
    """
    with site():
        for key in queries.all_keys():
            days = f"{clock.local(key.since):%Y-%m-%d}  {clock.local(key.until):%Y-%m-%d}"
            click.echo(f"{key.agency.code}  {_state(key):<10}  {days}  {key.fingerprint}")


def _state(key: SealKey) -> str:
    if key.distrusted_at:
        return "distrusted"
    if key.retired_at:
        return "retired"
    return "in-use" if key.until > clock.now() else "ended"


@seals.command()
@click.argument("agency")
@click.option("--unsafe", is_flag=True, help="Somebody else may have had the old one.")
def rotate(agency: str, *, unsafe: bool) -> None:
    """Make AGENCY, by code, a new key; what the old one sealed stays verifiable.

    With --unsafe it does not: nothing that the old key sealed is believed from then on.

    Example: lms seals rotate 1500
    """
    with site(write=True):
        made = actions.rotate(_agency(agency), unsafe=unsafe)
        told = say("Kunci baru menyegel: %(fingerprint)s", fingerprint=made.fingerprint)
    click.echo(told)


@seals.command()
@click.argument("fingerprint")
def distrust(fingerprint: str) -> None:
    """Believe nothing more that the replaced key with this FINGERPRINT sealed.

    Example: lms seals distrust 3bbe3366…4f46012e
    """
    with site(write=True):
        key = queries.key_of(fingerprint)
        if key is None:
            raise NotFound(say("Tidak ada kunci dengan sidik jari ini; lihat: lms seals list"))
        actions.distrust(key)
    click.echo(say("Yang disegel kunci itu tidak dipercaya lagi."))


@seals.command("export-certificate")
@click.argument("agency")
@click.option("-o", "--output", type=FILE, help="Write here, not to the screen.")
def export_certificate(agency: str, output: Path | None) -> None:
    """Write the certificate of AGENCY's key as PEM, for whoever wants to check seals elsewhere.

    Example: lms seals export-certificate 1500 -o segel-1500.pem
    """
    with site():
        key = queries.key_in_use(_agency(agency).id)
        if key is None:
            raise NotFound(NO_KEY)
        text = keys.as_text(key.certificate)
    if output is None:
        click.echo(text, nl=False)
    elif output.exists():
        raise Conflict(say("%(file)s sudah ada; tidak ditimpa.", file=output))
    else:
        output.write_text(text)


def _agency(code: str) -> Agency:
    found = db.session.scalar(select(Agency).where(Agency.code == code))
    if found is None:
        raise NotFound(say("Tidak ada instansi berkode %(code)s.", code=code))
    return found
