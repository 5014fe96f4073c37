"""Serving a site, and doing its background work."""

from datetime import timedelta
from typing import TYPE_CHECKING

import click
from sqlalchemy import update

from lms.cli import serving, working
from lms.cli.context import site
from lms.foundation import jobs, logs, presence
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState
from lms.foundation.language import say

if TYPE_CHECKING:
    from lms.foundation.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen at.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer requests; about one for each core.",
)
@click.option("--no-worker", is_flag=True, help="Leave background work to `lms worker` elsewhere.")
@click.option("--demo", is_flag=True, help="First fill an empty database, as `lms demo` does.")
@click.option("--expose-demo", is_flag=True, help="Serve a demonstration beyond this machine.")
def serve(  # noqa: PLR0913, PLR0917  one argument for each option
    host: str, port: int, workers: int, no_worker: bool, demo: bool, expose_demo: bool
) -> None:
    """Serve the site, with one worker for background work beside it.

    SIGTERM and Ctrl-C let the requests and the job at hand finish.

    Example: lms serve --port 8080
    """
    place = serving.Place(host, port)
    place.name_site()
    if demo:
        from lms.cli.demo import demo as fill  # noqa: PLC0415  slow to import

        click.get_current_context().invoke(fill, if_empty=True)
    with site() as app:
        settings: Settings = app.config["SETTINGS"]
        serving.ensure_servable(place, settings, expose_demo=expose_demo)
        people = serving.who_can_sign_in()
    logs.configure(settings.log_format)
    with presence.in_use(settings.home, settings.base_url):
        serving.serve(place, workers, settings, with_worker=not no_worker, said=people)


@click.command()
@click.option("--retry-failed", is_flag=True, help="First put failed jobs back in the queue.")
@click.option("--lease", default=300.0, hidden=True, help="Seconds after which a lost job is free.")
def worker(retry_failed: bool, lease: float) -> None:
    """Do background work (mail, reminders, exports) until stopped; the job at hand is finished.

    `lms serve` runs one; on PostgreSQL any number may run, on any host.

    Example: lms worker
    """
    if retry_failed:
        with site():
            click.echo(say("%(count)d pekerjaan diantrekan lagi.", count=_put_back()))
    working.work(lease=timedelta(seconds=lease))


def _put_back() -> int:
    with transaction():
        failed = update(Job).where(Job.state == JobState.FAILED)
        done = db.session.execute(failed.values(**jobs.again()))
    return int(done.rowcount)  # type: ignore[attr-defined]  # an update's result counts
