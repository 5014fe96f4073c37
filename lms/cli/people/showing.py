"""What is known of one person: places, roles, sessions, the state of the account."""

from collections.abc import Iterator
from datetime import date

import click

from lms.cli.context import site
from lms.cli.people.naming import NIP, person_by_nip
from lms.foundation import clock
from lms.foundation.language import say
from lms.identity import actions, queries
from lms.identity.models import Person, SignIn


@click.command()
@NIP
@click.option("--end", is_flag=True, help="End them all.")
def sessions(nip: str, end: bool) -> None:
    """Print where a person is signed in: begin, last use, address, browser.

    Example: lms people sessions 199104122015032004 --end
    """
    with site(write=end):
        person = person_by_nip(nip)
        for opened in queries.open_sign_ins(person.id):
            click.echo(_session(opened))
        if end:
            actions.end_sessions(person, None)
            click.echo(say("Semua sesi %(name)s diakhiri.", name=person.name), err=True)


def _session(opened: SignIn) -> str:
    began, seen = (clock.local(it) for it in (opened.began_at, opened.seen_at))
    browser = "".join(it if it.isprintable() else "?" for it in opened.browser)
    return f"{began:%Y-%m-%d %H:%M}  {seen:%Y-%m-%d %H:%M}  {opened.address}  {browser}"


@click.command()
@NIP
@click.option("--full-nip", is_flag=True, help="Print the whole NIP.")
def show(nip: str, full_nip: bool) -> None:
    """Print one person: state, places of work, roles that hold or will hold.

    Example: lms people show 199104122015032004
    """
    with site():
        person = person_by_nip(nip)
        for line in _told(person, full_nip):
            click.echo(line)


def _told(person: Person, full_nip: bool) -> Iterator[str]:
    state = say("aktif") if person.active else say("ditutup")
    shown = person.nip if full_nip else queries.masked(person.nip)
    yield f"{person.name}  {shown}  {person.staff_kind}  {state}"
    for place in queries.history(person.id):
        yield f"{_days(place.since, place.until)}  {place.title}, {place.name} ({place.rank_group})"
    for held in queries.held(person.id):
        yield f"{_days(held.since, held.until)}  {held.role}, {held.course_slug or held.place}"
    opened = len(queries.open_sign_ins(person.id))
    yield str(say("Sesi terbuka: %(count)d", count=opened))


def _days(since: date, until: date | None) -> str:
    """The second day is the first on which it no longer holds."""
    return f"{since}..{until or ''}"
