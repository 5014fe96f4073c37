"""What a lesson costs somebody who pays for each byte: measured as the browser counts the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lms.demo.story import Stage
from newcomers import COURSE, Newcomer, join
from sites import Home, Site
from windows import sign_in, window

LESSON = f"/courses/{COURSE}/mengapa-spbe"
FIRST_VISIT, WARM_VISIT = 40 * 1024, 6 * 1024  # bytes
MOST_REQUESTS = 6


@dataclass
class Load:
    """What came over the wire, by address; without the lesson's own images."""

    bytes: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.bytes.values())


@contextmanager
def weighed(page: Page) -> Iterator[Load]:
    load, addresses = Load(), {}
    session = page.context.new_cdp_session(page)

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        url = addresses.get(event["requestId"], "data:")
        if event["encodedDataLength"] and not url.startswith("data:") and "/media/" not in url:
            load.bytes[url] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    yield load
    page.wait_for_load_state("networkidle")
    session.detach()


@pytest.fixture
def learner(home: Home) -> Newcomer:
    return join(home, "Hana Pertiwi", Stage.READING)


def test_a_lesson_is_light_at_the_first_visit_and_lighter_afterwards(
    chromium: Browser, site: Site, learner: Newcomer
) -> None:
    with window(chromium, site) as page:
        sign_in(page, learner)
        cookies = page.context.storage_state()
    with window(chromium, site, storage_state=cookies) as page:  # nothing in its cache
        with weighed(page) as load:
            page.goto(LESSON)
        assert load.total <= FIRST_VISIT, load.bytes
        assert len(load.bytes) <= MOST_REQUESTS, load.bytes
        with weighed(page) as load:
            page.goto(LESSON)
        assert load.total <= WARM_VISIT, load.bytes
