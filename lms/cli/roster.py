"""The roster of an agency brought in from a file, and taken back."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from lms.cli.context import site
from lms.cli.people.naming import agency_by
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Said, say
from lms.roster import folder, report, working
from lms.roster.actions import Sent, begin
from lms.roster.models import ImportState, Kind, RosterChange, RosterImport
from lms.roster.queries import staying
from lms.roster.undoing import STAYS
from lms.roster.walking import Asked, begun
from lms.roster.wording import KINDS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
WIDTH = 30  # of the bar
SHOWN = 20  # bad rows on the screen; all of them are in the file


@click.group()
def roster() -> None:
    """The roster of an agency: bring it in from CSV or XLSX, take an import back.

    Example: lms roster import pegawai.xlsx --agency 1500 --dry-run
    """


@roster.command("import")
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--agency", "code", help="Code of the agency; not needed where there is only one.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each row.")
@click.option("--create-units", is_flag=True, help="Make units and posts that are not there yet.")
@click.option("--bad", type=NEW_FILE, help="Write the rows that cannot be taken here, as CSV.")
@click.option("--json", "as_json", is_flag=True, help="The counts, and each bad row, as JSON.")
def import_(  # noqa: PLR0913, PLR0917  one argument for each option
    path: Path, code: str | None, dry_run: bool, create_units: bool, bad: Path | None, as_json: bool
) -> None:
    """Bring the people of FILE into the roster of an agency; doing it twice changes nothing more.

    Good rows go ahead, each bad one is told with its reason. Exits 1 where every row was bad.

    Example: lms roster import pegawai.csv --agency 1500 --create-units --bad perbaiki.csv
    """
    content = path.read_bytes()
    with site():
        asked = Asked(agency_by(code), None, clock.today(), create_units)
        done = _tried(content, asked) if dry_run else _done(content, path.name, asked)
    if bad:
        bad.write_text("".join(report.written(done.names, done.bad)), encoding="utf-8")
    _show(done, as_json)
    if done.bad and len(done.bad) == sum(done.counts.values()):
        sys.exit(1)


class Done:
    """What became of a file."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.counts: Counter[str] = Counter()
        self.bad: list[tuple[int, list[str], list[Said]]] = []
        self.number: int | None = None  # of the import


def _tried(content: bytes, asked: Asked) -> Done:
    """Gone through without a trace."""
    sheet, walk = begun(content, asked)
    if walk is None:
        raise Invalid(_unknown(sheet.names))
    done = Done(list(sheet.names))
    for handful in walk.handfuls():
        done.counts.update(str(change.kind) for change, _ in handful)
        done.bad += [
            (change.row, cells, list(change.reasons))
            for change, cells in handful
            if change.kind is Kind.BAD
        ]
        _tell(sum(done.counts.values()))
    return done


def _done(content: bytes, name: str, asked: Asked) -> Done:
    sent = Sent(name, folder.put(content))
    with transaction():
        facts = {"agency_id": asked.agency_id, "day": asked.day, "create": asked.create}
        found = begin(sent, by=None, now=False, **facts)  # type: ignore[arg-type]  # by name
        found.state = ImportState.KEEPING
        number = found.id
    working.go_on(number, _tell)
    db.session.expire_all()
    found = db.session.get_one(RosterImport, number)
    if found.state == ImportState.ASKING:
        raise Invalid(_unknown(found.names))
    if found.state != ImportState.KEPT:
        raise Invalid(working.fault_of(found))
    done = Done(found.names)
    done.counts.update(found.counts)
    done.number = number
    done.bad = list(_bad(number))
    return done


def _bad(import_id: int) -> Iterator[tuple[int, list[str], list[Said]]]:
    of_this = (RosterChange.import_id == import_id, RosterChange.kind == Kind.BAD)
    for it in db.session.scalars(select(RosterChange).where(*of_this).order_by(RosterChange.id)):
        yield it.row, it.cells, report.reasons_of(it.reasons)


def _unknown(names: Any) -> Said:
    return say(
        "Kolom berkas ini tidak dikenal: %(names)s. Pakai nama kolom dari panduan, atau kirim "
        "sekali lewat peramban untuk memilih kolomnya.",
        names=", ".join(names),
    )


def _show(done: Done, as_json: bool) -> None:
    bad: list[dict[str, Any]] = [
        {"row": row, "reasons": [str(each) for each in reasons]} for row, _, reasons in done.bad
    ]
    if as_json:
        told = {"import": done.number, "counts": dict(done.counts), "bad": bad}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for kind in Kind:
        if done.counts[kind]:
            click.echo(f"{done.counts[kind]:>8}  {KINDS[kind]}")
    for each in bad[:SHOWN]:
        click.echo(f"{each['row']}  {' '.join(each['reasons'])}", err=True)
    if len(bad) > SHOWN:
        more = say("… dan %(count)d baris lain. Semua: --bad BERKAS", count=len(bad) - SHOWN)
        click.echo(more, err=True)
    if done.number:
        click.echo(say("Impor nomor %(number)d.", number=done.number), err=True)


@roster.command()
@click.argument("number", type=int)
def undo(number: int) -> None:
    """Take import NUMBER back: everybody whom nothing was built on since is as before.

    Example: lms roster undo 12
    """
    with site():
        found = db.session.get(RosterImport, number)
        if found is None or found.state != ImportState.KEPT:
            raise Conflict(say("Impor itu tidak ada, atau tidak (lagi) berlaku."))
        working.take_back(found, None)
        for stays, count in staying(number).items():
            click.echo(f"{count:>8}  {STAYS[stays]}")
    click.echo(say("Impor nomor %(number)d dibatalkan.", number=number), err=True)


def _tell(rows: int) -> None:
    """A bar on a terminal, nothing elsewhere; how many rows there are is known at the end only."""
    if sys.stderr.isatty():
        click.echo(f"\r{rows} baris …", nl=False, err=True)
