"""The surveys of the demonstration, and how somebody answers one or sends it empty."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from lms.catalog import queries as catalog
from lms.demo.offices import PROVINCE
from lms.evaluation.actions import send_reply
from lms.foundation.database import db
from lms.identity.models import Agency
from lms.learning import actions as learning
from lms.learning.queries import visit
from newcomers import Newcomer

SURVEY = "/courses/pelayanan-publik/umpan-balik"
SURVEYED = "/evaluation/pelayanan-publik/umpan-balik"
OF_FEW = "/evaluation/kepemimpinan/umpan-balik-kursus"


def let_answer(asked: Newcomer, answered: Newcomer) -> None:
    """Both take the course that ends with a survey, and one of them answers it."""
    _, _, slug, module_slug = SURVEY.split("/")
    for person in (asked, answered):
        agency = db.session.scalars(select(Agency).where(Agency.code == PROVINCE)).one()
        learning.enrol(learning.open_default_run(catalog.course(slug)), person.id, agency.id)
    there = visit(slug, answered.id)
    module = there.outline.module(module_slug)
    assert module
    send_reply(there, module, {"ppb-ub-1": 4, "ppb-ub-2": 5})


def send_nothing(page: Page) -> None:
    page.locator("main form[action$=reply] button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
