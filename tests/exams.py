"""An essay on the site of the page tour: one waits for marks, one is still being written."""

from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from playwright.sync_api import Page, expect
from sqlalchemy import select

from courses import publish_course
from judges import quiz_with_essay
from lms.assessment.actions import start
from lms.assessment.models import Attempt, Essay
from lms.catalog import queries as catalog
from lms.demo.quiz import sit
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning import actions as learning
from lms.learning.queries import Visit, visit
from newcomers import Newcomer
from quizzes import identifier

SLUG = "uji-esai"
RELEASING = f"/marking/quizzes/{SLUG}/kuis"


def sit_essays(
    folder: Path, agency_id: int, waits: Newcomer, writes: Newcomer
) -> tuple[str, str, UUID]:
    """Where the essay is marked, where its question is corrected, and the attempt that is open."""
    together = quiz_with_essay("blind: true, second: true, release: together", time_limit=1000)
    publish_course(folder / SLUG, agency_id, SLUG, **{"02-kuis.quiz.md": together})
    there = _join(waits, agency_id)
    module = there.outline.module("kuis")
    assert module
    begun = clock.now() - timedelta(hours=1)
    attempt = sit(there, module, 1.0, begun, Random(1))
    essay = db.session.scalars(select(Essay).where(Essay.attempt_id == attempt.id)).one()
    first = next(it["digest"] for it in attempt.drawn if it["digest"] != essay.question_digest)
    open_one = start(_join(writes, agency_id), module, uuid4()).id
    return f"/marking/{attempt.id}/{essay.place}", f"/marking/regrade/{first}", open_one


def _join(person: Newcomer, agency_id: int) -> Visit:
    run = learning.open_default_run(catalog.course(SLUG))
    learning.enrol(run, person.id, agency_id)
    return visit(SLUG, person.id)


def place_of_essay(attempt_id: UUID) -> int:
    """Where the essay lies on the paper: the one question without options that is long."""
    drawn = db.session.get_one(Attempt, attempt_id).drawn
    return next(n for n, it in enumerate(drawn, 1) if identifier(it) == "uji-esai")


def see_effects(page: Page) -> None:
    page.locator("input[name=kind]").nth(1).check()
    page.locator("textarea[name=reason]").fill("Dua pilihan sama-sama benar.")
    page.locator("button[value=preview]").click()
    expect(page.locator("button[value=confirm]")).to_be_visible()
