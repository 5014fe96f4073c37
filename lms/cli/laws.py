"""The laws that courses cite, for whoever looks whether they are still in force."""

from pathlib import Path

import click

from lms.catalog import reading
from lms.catalog.reading.cited import laws_of

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("path", type=FOLDER)
def laws(path: Path) -> None:
    """List the laws that each course cites, with their articles and the modules that do.

    Mistakes do not matter here. Needs no database.

    Example: lms content laws content
    """
    for course in reading.read(path).seen:
        click.echo(course.slug)
        for each in laws_of(course):
            places = f" {', '.join(each.places)}" if each.places else ""
            modules = ", ".join(module.file_name for module in each.modules)
            click.echo(f"  {each.law.name}{places}: {modules}")
