"""Questions of the bank brought in from other systems, and taken along to them."""

import json
import sys
from pathlib import Path

import click
from sqlalchemy import select

from lms.catalog.models import BankTopic
from lms.catalog.reading.grammar import SLUG
from lms.cli.context import site
from lms.exchange import exporting, planning
from lms.exchange.actions import bring_in
from lms.exchange.checking import Defaults
from lms.exchange.formats import READERS, WRITERS
from lms.exchange.planning import Plan, Wanted
from lms.foundation.database import db, transaction
from lms.foundation.language import say
from lms.identity.models import Agency

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
WIDTH = 30  # of the bar


@click.group()
def questions() -> None:
    """Questions of the bank: bring them in from other systems, take them along.

    Example: lms questions import soal.xml --topic loket
    """


@questions.command("import")
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--topic", help="The topic of the bank that gets them; asked for unless --dry-run.")
@click.option("--title", default="", help="What a new topic is called.")
@click.option("--agency", "code", help="Code of the agency that owns a new topic.")
@click.option("--format", "form", type=click.Choice(list(READERS)), help="Else it is detected.")
@click.option("--competency", default="", help="Of questions that name none, such as M.5.")
@click.option("--level", type=click.IntRange(1, 5), help="Of questions that name none.")
@click.option("--own-rule", is_flag=True, help="Take also what our rules would mark otherwise.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each question.")
@click.option("--json", "as_json", is_flag=True, help="The list of questions as JSON.")
def import_(  # noqa: PLR0913, PLR0917  one argument for each option
    path: Path,
    topic: str | None,
    title: str,
    code: str | None,
    form: str | None,
    competency: str,
    level: int | None,
    own_rule: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring the questions of FILE into a topic of the bank: GIFT, Aiken, Moodle XML or QTI 2.1.

    Each question is imported or skipped with its reason; what the bank has already is not changed.
    Exits 1 where every question was refused.

    Example: lms questions import soal.xml --topic loket --competency M.5 --level 1
    """
    if topic is None and not dry_run:
        raise click.UsageError(str(say("Sebutkan topiknya: --topic loket")))
    if topic is not None and not SLUG.fullmatch(topic):
        raise click.UsageError(str(say("Nama topik memakai huruf kecil, angka, dan tanda hubung.")))
    defaults = Defaults(competency, level, "")
    with site():
        owner = None if dry_run else _owner(topic or "", code)
        wanted = Wanted(topic or "impor", title, form or "", defaults, own_rule, owner)
        made = planning.plan(path.read_bytes(), wanted, _tell)
        if owner is not None:
            with transaction():
                bring_in(made, wanted, agency_id=owner, by=None)
    _show(made, as_json)
    if made.refused and made.refused == len(made.lines):
        sys.exit(1)


def _show(made: Plan, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([line.facts() for line in made.lines], ensure_ascii=False, indent=1))
    else:
        for line in made.lines:
            told = (line.source, line.type, line.status, line.reason)
            click.echo("  ".join(str(each) for each in told if each))
    done = say(
        "%(all)d soal: %(new)d diimpor, %(again)d sudah ada, %(refused)d tidak dapat diimpor.",
        all=len(made.lines),
        new=len(made.questions),
        again=made.again,
        refused=made.refused,
    )
    click.echo(done, err=True)


def _tell(done: int, total: int) -> None:
    """A bar on a terminal, nothing elsewhere."""
    if sys.stderr.isatty() and (done % 25 == 0 or done == total):
        filled = WIDTH * done // max(1, total)
        bar = "#" * filled + "." * (WIDTH - filled)
        click.echo(f"\r[{bar}] {done}/{total}", nl=done == total, err=True)


def _owner(topic: str, code: str | None) -> int:
    """The agency that is named; or else the topic's own, or the only one there is."""
    wanted = select(Agency.id).where(Agency.code == code)
    if code is None:
        wanted = select(BankTopic.agency_id).where(BankTopic.slug == topic)
    known = db.session.scalar(wanted)
    agencies = db.session.scalars(select(Agency.id).limit(2)).all()
    if known is None and code is None and len(agencies) == 1:
        known = agencies[0]
    if known is None:
        codes = ", ".join(db.session.scalars(select(Agency.code).order_by(Agency.code)))
        text = say("Sebutkan pemilik topik: --agency, salah satu dari %(codes)s.", codes=codes)
        raise click.UsageError(str(text))
    return known


@questions.command()
@click.option("--topic", help="Every question of this topic of the bank.")
@click.option("--course", help="Every question of this course's own quizzes.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*WRITERS, "markdown"]),
    default="markdown",
    show_default=True,
    help="What the file is for.",
)
@click.option("-o", "--output", type=NEW_FILE, help="A file; standard output unless given.")
def export(topic: str | None, course: str | None, form: str, output: Path | None) -> None:
    """Write the questions of a topic, or of a course's quizzes, for another system.

    What the format cannot hold is named on standard error. QTI is an archive.

    Example: lms questions export --topic loket --format moodle-xml -o loket.xml
    """
    if (topic is None) == (course is None):
        raise click.UsageError(str(say("Sebutkan salah satu: --topic atau --course.")))
    with site():
        done = exporting.topic(topic, form) if topic else exporting.course(course or "", form)
    for name, reason in done.left_out:
        click.echo(f"{name}  skipped  {reason}", err=True)
    if output is None:
        sys.stdout.buffer.write(done.content)
    else:
        output.write_bytes(done.content)
    click.echo(say("%(count)d soal ditulis.", count=done.count), err=True)
