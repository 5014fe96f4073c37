"""Pairs of mentor and mentee, for a list that an office hands over and for emergencies."""

from datetime import date, datetime, timedelta

import click
from sqlalchemy import select

from lms.cli.context import site
from lms.cli.people import DAY, person_by_nip
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.foundation.language import say
from lms.identity.models import Agency, Unit
from lms.identity.queries import Scope, masked
from lms.mentoring import actions, queries
from lms.mentoring.actions import Wish
from lms.mentoring.models import Proposer
from lms.mentoring.queries import Match, Sought, Standing

HALF_A_YEAR = timedelta(days=182)


@click.group()
def pairs() -> None:
    """Pairs of mentor and mentee: propose or enter them, list them, end them.

    Example: lms pairs list --state waiting
    """


@pairs.command()
@click.argument("mentor")
@click.argument("mentee")
@click.option("--goals", required=True, help="What the two want to reach.")
@click.option("--from", "since", type=DAY, help="First day; today unless given.")
@click.option("--until", type=DAY, help="First day on which it is over; after half a year.")
@click.option("--agreed", metavar="LETTER", help="Both agreed by this letter: it begins at once.")
def add(  # noqa: PLR0913, PLR0917  one argument for each option
    mentor: str,
    mentee: str,
    goals: str,
    since: datetime | None,
    until: datetime | None,
    agreed: str | None,
) -> None:
    """Ask MENTOR and MENTEE, by NIP, to become a pair; both must accept it at the site.

    Example: lms pairs add 198001152005011007 199104122015032004 --goals "Menulis memo"
    """
    first = since.date() if since else clock.today()
    last = until.date() if until else first + HALF_A_YEAR
    with site(write=True):
        them = person_by_nip(mentor), person_by_nip(mentee)
        found = _enter(them[0].id, them[1].id, first, last, goals, agreed)
        click.echo(_line(found))
        if warning := queries.capacity_warning(them[0].id):
            click.echo(say("Periksa: %(warning)s", warning=warning), err=True)


def _enter(  # noqa: PLR0913, PLR0917  a pair, its days, its goals and its letter
    mentor_id: int, mentee_id: int, first: date, last: date, goals: str, agreed: str | None
) -> Match:
    if agreed is None:
        asked = (mentor_id, mentee_id, first, last, goals, Proposer.OPERATOR, None)
        return queries.proposal(actions.propose(Wish(*asked)).id)
    actions.ensure_able(mentor_id, mentee_id, Proposer.OPERATOR)
    made = actions.pair(mentor_id, mentee_id, since=first, until=last, goals=goals, reason=agreed)
    return queries.proposal_of(made.id)


@pairs.command("list")
@click.option("--state", type=click.Choice([each.value for each in Standing]))
@click.option("--unit", help="Code of the mentee's unit; units below it are included.")
def listing(state: str | None, unit: str | None) -> None:
    """Print each proposal and pair: number, state, days, mentor, mentee.

    Example: lms pairs list --state running --unit KOMINFO
    """
    with site():
        everywhere = Scope(frozenset(db.session.scalars(select(Agency.id)).all()))
        sought = Sought(Standing(state) if state else None, _path(unit) if unit else "")
        pages = -(-queries.list_sums(everywhere, sought).found // queries.PAGE)
        for page in range(1, pages + 1):
            for match in queries.list_pairs(everywhere, sought, page):
                click.echo(_line(match))


def _path(code: str) -> str:
    found = db.session.scalar(select(Unit.path).where(Unit.code == code))
    if found is None:
        raise NotFound(say("Tidak ada unit dengan kode %(code)s.", code=code))
    return found


def _line(match: Match) -> str:
    days = f"{match.since}..{match.until or ''}"
    mentor = f"{match.mentor} {masked(match.mentor_nip)}"
    mentee = f"{match.mentee} {masked(match.mentee_nip)}"
    return f"{match.id}  {match.standing}  {days}  {mentor} -> {mentee}"


@pairs.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--reason", required=True, help="Why; both sides read it.")
def end(number: int, reason: str) -> None:
    """End the pair with this NUMBER of `list` today, or withdraw it where it still waits.

    Example: lms pairs end 17 --reason "Mentor pindah tugas"
    """
    with site(write=True):
        found = queries.proposal(number)
        if found.standing == Standing.WAITING:
            actions.withdraw(number, None, reason)
        elif found.standing in queries.OPEN:
            actions.end_early(number, None, reason)
        else:
            raise Conflict(actions.CLOSED_PAIR)
        db.session.flush()
        click.echo(_line(queries.proposal(number)))
