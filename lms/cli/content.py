"""Courses kept as files: checked, published and written back out."""

import sys
from pathlib import Path

import click
from sqlalchemy import select

from lms.catalog import publishing, reading
from lms.catalog.actions import keep_topic
from lms.catalog.models import Course
from lms.catalog.publishing.differences import Differences
from lms.catalog.reading.measuring import weights
from lms.catalog.reading.shapes import ReadCourse, Reading
from lms.cli import laws, starting
from lms.cli.context import site
from lms.cli.owning import keeper, owner
from lms.foundation.database import db

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def content() -> None:
    """Courses as files: check them, publish them, write them back out.

    Example: lms content check content
    """


content.add_command(starting.new)
content.add_command(laws.laws)


@content.command()
@click.argument("path", type=FOLDER)
def check(path: Path) -> None:
    """Read a content folder, or one course, and list every mistake by file and line.

    Exits 1 where there is a mistake; notes do not count. Needs no database.

    Example: lms content check content/dasar-pemerintahan-digital
    """
    found = _read(path)
    _stop_at_mistakes(found)
    modules = [module for course in found.courses for module in course.modules]
    questions = sum(len(module.questions) for module in modules)
    questions += sum(len(bank.questions) for bank in found.bank)
    click.echo(
        f"{len(found.courses)} kursus, {len(modules)} modul, {questions} soal: tanpa kesalahan."
    )


@content.command()
@click.argument("path", type=FOLDER)
def measure(path: Path) -> None:
    """Say how heavy each lesson is to read: minutes, words a sentence, LIX, kilobytes.

    LIX compares texts of one language: the higher, the heavier. Needs no database.

    Example: lms content measure content/kepemimpinan
    """
    found = _read(path)
    _stop_at_mistakes(found)
    for course in found.courses:
        click.echo(f"{course.slug}\n{'menit':>6}{'kata':>6}{'per kalimat':>13}{'LIX':>5}{'KB':>6}")
        for module, weight in weights(course):
            click.echo(
                f"{module.facts['reading']:>6}{weight.words:>6}{weight.words_a_sentence:>13.1f}"
                f"{weight.lix:>5.0f}{weight.bytes / 1024:>6.1f}  {module.file_name}"
            )


@content.command()
@click.argument("path", type=FOLDER)
@click.option("--note", default="", help="What changed and why; kept with the revision.")
@click.option("--agency", "code", help="Code of the agency that owns courses not seen before.")
@click.option("--over", is_flag=True, help="Replace what was changed in the browser, and say what.")
def sync(path: Path, note: str, code: str | None, *, over: bool) -> None:
    """Publish the courses of a folder whose files changed, and its bank; all of it or none.

    What was changed in the browser since is not overwritten: export it first, bring both together.

    Example: lms content sync content --note "Pasal diperbarui"
    """
    found = _read(path)
    _stop_at_mistakes(found)
    with site(write=True):
        _guard(found.courses, path, over=over)
        for course in found.courses:
            click.echo(f"Menerbitkan {course.slug} …", err=True)
            done = publishing.publish(course, owner(course, code), None, note)
            click.echo(f"{done.slug}: revisi {done.number}{_spoken(done.changes)}")
        for bank in found.bank:
            kept = keep_topic(bank, agency_id=keeper(bank, code), by=None, origin="folder")
            click.echo(f"bank/{bank.topic}: {len(kept)} soal")


@content.command()
@click.argument("path", type=NEW_FOLDER)
@click.option("--course", "slug", help="Only the course of this slug.")
@click.option("--bank", is_flag=True, help="Only the question bank, as it is now.")
def export(path: Path, slug: str | None, *, bank: bool) -> None:
    """Write the current revisions as files, byte for byte as they were published.

    Example: lms content export salinan --course dasar-pemerintahan-digital
    """
    wanted = select(Course).where(Course.revision_id.is_not(None)).order_by(Course.slug)
    with site():
        if bank:
            for each in publishing.export_bank(path):
                click.echo(each)
            return
        found = db.session.scalars(wanted.where(Course.slug == slug) if slug else wanted).all()
        if not found:
            raise click.ClickException("Tidak ada kursus terbit yang cocok.")
        for course in found:
            click.echo(_write(course, path))


@content.command()
def reindex() -> None:
    """Write down anew by which words each course is found.

    Publishing and `lms upgrade` do it; only a new way of reading words asks for it.

    Example: lms content reindex
    """
    with site(write=True):
        click.echo(f"{publishing.index_all()} kursus")


def _write(course: Course, path: Path) -> Path:
    try:
        return publishing.export(course, path)
    except OSError as error:
        raise click.ClickException(f"{course.slug} tidak dapat ditulis: {error}") from None


def _read(path: Path) -> Reading:
    click.echo(f"Membaca {path} …", err=True)
    return reading.read(path)


def _stop_at_mistakes(found: Reading) -> None:
    for note in found.notes:
        click.echo(f"{note} (catatan)")
    for mistake in found.mistakes:
        click.echo(str(mistake))
    if found.mistakes:
        click.echo(f"{len(found.mistakes)} kesalahan; belum ada yang diterbitkan.", err=True)
        sys.exit(1)


def _guard(courses: list[ReadCourse], path: Path, *, over: bool) -> None:
    """Tell what of the browser the folder would replace, and stop unless that is wanted."""
    publishing.hold(course.slug for course in courses)
    told = [(course.slug, name) for course in courses for name in publishing.overwritten(course)]
    for slug, name in told:
        what = "diganti" if over else "diubah di peramban, lain dari folder ini"
        click.echo(f"{slug}/{name}: {what}")
    if told and not over:
        slugs = " ".join(f"--course {slug}" for slug in dict.fromkeys(slug for slug, _ in told))
        raise click.ClickException(
            f"{len(told)} berkas di atas tidak ditimpa, jadi belum ada yang diterbitkan. Ambil "
            f"dahulu dengan lms content export SALINAN {slugs}, gabungkan ke {path}, lalu ulangi. "
            "Dengan --over isi folder ini menggantikannya; yang diganti tetap ada dalam riwayat."
        )


def _spoken(changes: Differences | None) -> str:
    if changes is None:
        return ", tidak ada yang berubah"
    lists = {
        "baru": changes.new,
        "berubah": changes.changed,
        "berganti nama": [f"{old} → {new}" for old, new in changes.renamed.items()],
        "berpindah": changes.moved,
        "dihapus": changes.removed,
        "keterangan": ["course.md"] if changes.about else [],
    }
    said = [f"{name}: {', '.join(slugs)}" for name, slugs in lists.items() if slugs]
    return "; ".join(["", *said]) or "; berkas media berubah"
