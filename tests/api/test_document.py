"""The document of the API is what the API does."""

import re
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from browser import Browser
from lms.api import refusals, wording
from lms.api.models import Right
from pages import read

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def document(browser: Browser, **headers: str) -> Any:
    return browser.get("/api/v1/openapi.json", headers=headers).json


@SQLITE
def test_it_is_valid_and_tells_every_address(app: Flask, browser: Browser) -> None:
    told = document(browser)
    OpenAPIV31SpecValidator(told).validate()
    rules = {it.rule for it in app.url_map.iter_rules() if it.rule.startswith("/api/v1")}
    assert {re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule) for rule in rules} == set(told["paths"])
    operations = [it for path in told["paths"].values() for it in path.values()]
    assert len({it["operationId"] for it in operations}) == len(operations)
    asked = [right for it in operations for each in it["security"] for right in each["token"]]
    assert set(asked) == {right.value for right in Right}
    assert [it["operationId"] for it in operations if not it["security"]] == ["getDocument"]


@SQLITE
def test_it_speaks_the_language_that_is_asked_for(browser: Browser) -> None:
    def summary(**headers: str) -> str:
        return str(document(browser, **headers)["paths"]["/api/v1/people"]["get"]["summary"])

    assert summary() == "Pegawai yang hari ini ditempatkan di instansi."
    assert summary(**{"Accept-Language": "en-GB, id;q=0.5"}).startswith("People who have")
    assert summary(**{"Accept-Language": "fr"}) == summary()


@SQLITE
def test_the_page_for_people_tells_the_same(browser: Browser) -> None:
    page = browser.get("/api")
    assert page.status_code == 200
    headings = {each.text for each in read(page.text).all("h3")}
    paths = document(browser)["paths"].items()
    told = {f"{method.upper()} {path}" for path, each in paths for method in each}
    assert told <= headings
    assert all(f'id="{each.code}"' in page.text for each in refusals.TOLD)
    assert {each.code for each in refusals.TOLD} == set(wording.REFUSALS)
