"""A new course begins as a folder that is whole: it passes the check before a word is changed."""

import re
from datetime import timedelta
from pathlib import Path
from string import Template

import click

from lms.catalog.reading.grammar import SLUG
from lms.foundation import clock

TEMPLATE = Path(__file__).with_name("course_template")
GOOD_FOR = timedelta(days=365)  # until somebody should read the course again
LONGEST = 60  # letters of a slug


@click.command()
@click.argument("slug")
@click.option("--title", help="As learners see it; made of the slug where it is not given.")
@click.option(
    "--in",
    "folder",
    default="content",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The content folder.",
)
def new(slug: str, title: str | None, folder: Path) -> None:
    """Begin a course: a folder with two lessons, a quiz, a case study and a link to be replaced.

    Example: lms content new melayani-di-loket --title "Melayani di Loket"
    """
    if not SLUG.fullmatch(slug) or slug.strip("-") != slug or len(slug) > LONGEST:
        raise click.BadParameter(
            f"{slug!r}: pakai huruf kecil, angka, dan tanda hubung, misalnya melayani-di-loket."
        )
    course = folder / slug
    if course.exists():
        raise click.ClickException(f"{course} sudah ada. Pilih nama lain, atau ubah berkasnya.")
    _write(course, _quoted(title or slug.replace("-", " ").capitalize()), _prefix(slug))
    click.echo(f"{course}: siap diubah. Periksa dengan: lms content check {course}")


def _write(course: Path, title: str, prefix: str) -> None:
    until = clock.today() + GOOD_FOR
    course.joinpath("media").mkdir(parents=True)
    for file in sorted(TEMPLATE.glob("*.md")):
        text = Template(file.read_text())
        course.joinpath(file.name).write_text(
            text.substitute(title=title, prefix=prefix, review_by=until.isoformat())
        )


def _quoted(title: str) -> str:
    """As YAML reads it back whole, whatever is in it."""
    plain = " ".join(title.split())
    return '"' + re.sub(r'(["\\])', r"\\\1", plain) + '"'


def _prefix(slug: str) -> str:
    """Of the questions' names: the words' first letters, or of one word its first three."""
    words = slug.split("-")
    return "".join(word[0] for word in words) if len(words) > 1 else slug[:3]
