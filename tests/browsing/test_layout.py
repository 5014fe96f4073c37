"""What stands beside what on the smallest screen."""

import pytest
from playwright.sync_api import Browser

from lms.demo.people import NAMED, PASSWORD
from lms.demo.story import Stage
from newcomers import Newcomer, join
from sites import Home, Site
from windows import sign_in, window

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def yanti(home: Home) -> Newcomer:
    return join(home, "Yanti Marlina", Stage.COMPLETED)


def test_a_day_stands_beside_the_first_line_of_what_it_dates(
    chromium: Browser, site: Site, yanti: Newcomer
) -> None:
    with window(chromium, site, viewport=PHONE) as page:
        sign_in(page, yanti)
        page.goto("/transcript")
        row = page.locator(".listing-timed > li").first
        first, last, beside = row.evaluate(
            """row => {
              const text = document.createRange();
              text.selectNodeContents(row.querySelector("h3 a"));
              const rows = [...text.getClientRects()];
              const middle = box => box.top + box.height / 2;
              return [middle(rows[0]), middle(rows.at(-1)),
                      middle(row.querySelector("time").getBoundingClientRect())];
            }"""
        )
        assert last > first + 10, "the title has two lines here"
        assert abs(beside - first) < 5


def test_a_notice_at_the_entrance_is_as_wide_as_the_form(chromium: Browser, site: Site) -> None:
    with window(chromium, site, viewport=PHONE) as page:
        page.goto("/register")
        notice, form = (
            page.locator(which).first.bounding_box() for which in (".notice", "main form.stack")
        )
        assert notice
        assert form
        assert (notice["x"], notice["width"]) == (form["x"], form["width"])


def test_the_bars_of_the_options_are_drawn(chromium: Browser, site: Site) -> None:
    """A picture within padding of its own height has nothing left to draw in."""
    with window(chromium, site, viewport=PHONE) as page:
        sign_in(page, {"nip": NAMED["trainer"][1], "password": PASSWORD})
        page.goto("/bank/questions/bank/kpm-001")
        boxes = page.locator("table svg.chart").evaluate_all(
            """bars => bars.map(bar => {
              const style = getComputedStyle(bar);
              const around = [style.paddingTop, style.paddingBottom, style.borderTopWidth];
              return bar.clientHeight - around.reduce((sum, each) => sum + parseFloat(each), 0);
            })"""
        )
        assert boxes
        assert min(boxes) >= 5, boxes
