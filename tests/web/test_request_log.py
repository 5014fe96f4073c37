"""One line for each request, which tells the operator enough and nobody's secrets."""

import json
import logging

import pytest
from flask import Flask

from browser import Browser
from cast import PASSWORD, Cast, sign_in
from lms.foundation.logs import FORMATS

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def lines(app: Flask, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "lms.request")
    return caplog


def spoken(lines: pytest.LogCaptureFixture, log_format: str) -> list[str]:
    formatter = FORMATS[log_format]()
    return [formatter.format(each) for each in lines.records if each.name == "lms.request"]


def test_a_request_is_one_line(lines: pytest.LogCaptureFixture, browser: Browser) -> None:
    answer = browser.get("/sign-in?next=/courses")
    (line,) = spoken(lines, "json")
    told = json.loads(line)
    assert told["request"] == answer.headers["X-Request-ID"]
    assert (told["method"], told["path"], told["status"]) == ("GET", "/sign-in", 200)
    assert told["ms"] > 0
    (line,) = spoken(lines, "text")
    assert f" info {told['request']} GET /sign-in 200 " in line


@pytest.mark.parametrize("name", ["broken", "busy", "not-allowed"])
def test_a_request_that_fails_is_one_line_too(
    lines: pytest.LogCaptureFixture, browser: Browser, name: str
) -> None:
    answer = browser.get(f"/test/{name}")
    assert [json.loads(each)["status"] for each in spoken(lines, "json")] == [answer.status_code]


def test_nothing_that_people_type_or_are_is_in_the_log(
    lines: pytest.LogCaptureFixture, cast: Cast, browser: Browser
) -> None:
    code = "Xq2-one_time_code_of_thirty_two_c"
    sign_in(browser, cast.rani)
    browser.get(f"/sign-in?nip={cast.rani.nip}&password={PASSWORD}")
    browser.get(f"/password/{code}")
    browser.get(f"/password/{code}/")  # copied with something too much, so no rule knows it
    whole = "\n".join(spoken(lines, "text") + spoken(lines, "json"))
    for secret in (cast.rani.nip, PASSWORD, code, "nip="):
        assert secret not in whole
    assert "/password/…" in whole


def test_a_nip_typed_into_an_address_is_not_in_the_log_either(
    lines: pytest.LogCaptureFixture, cast: Cast, browser: Browser
) -> None:
    sign_in(browser, cast.rani)
    for address in ("/{nip}", "/mentoring/people/{nip}", "/courses/{nip}", "/submissions/{nip}"):
        browser.get(address.format(nip=cast.dedi.nip))
    whole = "\n".join(spoken(lines, "text"))
    assert cast.dedi.nip not in whole
    assert "/mentoring/people/… 404" in whole


def test_a_line_cannot_be_forged(lines: pytest.LogCaptureFixture, browser: Browser) -> None:
    browser.get("/x%0ainfo FORGED%0d")
    for log_format in FORMATS:
        (line,) = spoken(lines, log_format)
        assert "\n" not in line
        assert "\r" not in line


def test_what_machines_ask_all_day_is_not_written(
    lines: pytest.LogCaptureFixture, browser: Browser
) -> None:
    browser.get("/healthz")
    browser.get("/readyz")
    browser.get("/metrics")
    assert spoken(lines, "text") == []


def test_a_strangers_reference_is_not(browser: Browser) -> None:
    answer = browser.get("/healthz", headers={"X-Request-ID": "0f8fad5b-d9cb-469f"})
    assert answer.headers["X-Request-ID"] != "0f8fad5b-d9cb-469f"
