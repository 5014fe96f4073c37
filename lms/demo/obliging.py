"""A mandate in force: whoever is of rank group II takes the first course."""

from collections.abc import Sequence
from datetime import timedelta

from lms.catalog.models import Course
from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.foundation import clock
from lms.mandates import actions
from lms.mandates.actions import Draft
from lms.mandates.queries import Rule
from lms.mandates.working import bring

COURSE, RANKS = "dasar-pemerintahan-digital", ("II/c", "II/d")
TITLE = "Dasar pemerintahan digital bagi golongan II"
BASIS = "Pasal 203 PP Nomor 11 Tahun 2017; Perpres Nomor 95 Tahun 2018"
BOUND_AGO, LEFT = timedelta(days=20), timedelta(days=25)


def oblige(province: Province, courses: Sequence[Course]) -> None:
    """Rani is among them, and underway; some have it done, some have not begun."""
    course = next((each for each in courses if each.slug == COURSE), None)
    if course is None:
        return  # another content folder
    officer, due_on = province.named["bpsdm_penyelenggara"], clock.today() + LEFT
    rule = Rule(province.agencies[PROVINCE].id, rank_groups=RANKS)
    with clock.at(clock.now() - BOUND_AGO):
        made = actions.make(Draft(TITLE, course.id, BASIS, rule, due_on=due_on), officer.id)
        actions.bind(made.id, made.version, officer.id)
        bring(made.id)
