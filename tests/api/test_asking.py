"""How programs are let in and refused: by tokens alone, and each time in JSON."""

from unittest.mock import patch

import pytest
from flask import Flask

from browser import Browser
from cast import Cast, sign_in
from lms.api import asking
from lms.api.models import Right
from lms.web.throttle import Bucket
from tokens import Program, let_program_in

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PROBLEM = "application/problem+json"


@SQLITE
def test_no_cookie_lets_anybody_in(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.siti)
    refused = browser.get("/api/v1/people")
    assert refused.status_code == 401
    assert refused.content_type == PROBLEM
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="Belajar ASN"'
    assert refused.json["type"].endswith("/api#token-missing")
    assert "Set-Cookie" not in refused.headers
    token = let_program_in(cast.murni)
    people = Program(browser, token).get("/people").json["items"]  # the token's, not the cookie's
    assert {each["id"] for each in people} == {cast.lestari.id, cast.murni.id}


@SQLITE
def test_what_is_no_token_is_refused(browser: Browser) -> None:
    for told in ("", "Bearer", "Bearer  ", "Basic YTpi", "Bearer bas_x", "bas_"):
        refused = browser.get("/api/v1/people", headers={"Authorization": told})
        assert refused.status_code == 401, told
        assert refused.headers["WWW-Authenticate"].startswith("Bearer ")


@SQLITE
def test_a_right_that_is_missing_is_named(browser: Browser, cast: Cast) -> None:
    program = Program(browser, let_program_in(cast.siti, Right.UNITS))
    assert program.get("/units").status_code == 200
    closed = ("completions", "people", "courses", "certificates", "jp")
    for each in (*closed, f"people/{cast.rani.id}", f"jp/{cast.rani.id}", "courses/x"):
        refused = program.get(f"/{each}")
        right = f"{each.split('/')[0]}:read"
        assert refused.status_code == 403, each
        told = f'error="insufficient_scope", scope="{right}"'
        assert told in refused.headers["WWW-Authenticate"]
        assert refused.json["type"].endswith("/api#right-missing")
    assert program.post("/people/search", {"nips": [cast.rani.nip]}).status_code == 403
    sent = {"person": cast.rani.id, "course": "x"}
    assert program.post("/enrolments", sent, Idempotency_Key="abcdefgh").status_code == 403


REFUSED = {
    ("GET", "/nothing"): 404,
    ("GET", "/people/999999"): 404,
    ("GET", "/people/99999999999999999999999"): 404,
    ("GET", "/completions/6f1e1c5e-9d3b-4c39-8f5e-000000000000"): 404,
    ("DELETE", "/people"): 405,
    ("POST", "/people"): 405,
    ("GET", "/people?limit=0"): 422,
    ("GET", "/people?limit=501"): 422,
    ("GET", "/people?limit=ten"): 422,
    ("GET", "/people?limit=1&limit=2"): 422,
    ("GET", "/people?sicne=1"): 422,
    ("GET", "/people?unit=NONE"): 422,
    ("GET", "/people/1?limit=1"): 422,
    ("GET", "/completions?completed_since=yesterday"): 422,
    ("GET", "/completions?course=none"): 422,
    ("GET", "/jp?year=2099"): 422,
    ("GET", "/people?cursor=abc"): 422,
    ("GET", "/certificates?status=lost"): 422,
}


@SQLITE
def test_every_refusal_is_a_problem_in_json(program: Program) -> None:
    for (method, path), status in REFUSED.items():
        refused = program.send(method, path, None)
        assert refused.status_code == status, (path, refused.text)
        assert refused.content_type == PROBLEM
        assert refused.json["status"] == status
        assert refused.json["title"]
        assert refused.json["detail"]
        if status == 405:
            assert "GET" in refused.headers["Allow"]
        if status == 422 and "cursor" not in path:
            named = path.partition("?")[2].partition("=")[0]
            assert [it["parameter"] for it in refused.json["errors"]] == [named]
    english = program.get("/people?limit=0", Accept_Language="en").json
    assert english["detail"].startswith("Something that was given does not fit")


@SQLITE
def test_a_body_is_json_of_the_right_shape(program: Program) -> None:
    search = "/people/search"
    wrong = program.browser.post(
        f"/api/v1{search}", data="nips=1", headers={"Authorization": f"Bearer {program.token}"}
    )
    assert (wrong.status_code, wrong.content_type) == (415, PROBLEM)
    token = {"Authorization": f"Bearer {program.token}", "Content-Type": "application/json"}
    for body, pointer in (
        (b'{"nips": ["1"]}', "#/nips/0"),
        (b'{"nips": []}', "#/nips"),
        (b'{"name": "Rani"}', "#"),
        (b"{", "#"),
        (b'"\xff"', "#"),
        (b"[" * 5000, "#"),
    ):
        refused = program.browser.post(f"/api/v1{search}", data=body, headers=token)
        assert (refused.status_code, refused.content_type) == (422, PROBLEM), body
        assert [it["pointer"] for it in refused.json["errors"]] == [pointer]
    large = program.browser.post(f"/api/v1{search}", data=b" " * 70_000, headers=token)
    assert (large.status_code, large.content_type) == (413, PROBLEM)


@SQLITE
def test_answers_are_json_or_none(program: Program) -> None:
    assert program.get("/units", Accept="application/json;q=0.5, text/html").status_code == 200
    assert program.get("/units", Accept="application/*").status_code == 200
    refused = program.get("/units", Accept="text/csv")
    assert (refused.status_code, refused.content_type) == (406, PROBLEM)
    head = program.send("HEAD", "/units", None)
    assert head.status_code == 200
    assert not head.data
    assert int(head.headers["Content-Length"]) > 0
    options = program.send("OPTIONS", "/units", None)
    assert options.status_code == 200
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    answers = [head, options, program.get("/units", Origin="https://example.org")]
    assert not any("Access-Control" in str(it.headers) for it in answers)


@SQLITE
def test_a_token_asks_so_often_and_no_more(app: Flask, cast: Cast, program: Program) -> None:
    with patch.object(asking, "TOKENS", Bucket(most=2, seconds=30)):
        left = [program.get("/units").headers["RateLimit"] for _ in range(2)]
        assert left == ['"token";r=1;t=30', '"token";r=0;t=30']
        refused = program.get("/units")
        assert (refused.status_code, refused.content_type) == (429, PROBLEM)
        assert refused.headers["Retry-After"] == "30"
        other = Program(program.browser, let_program_in(cast.siti))
        assert other.get("/units").status_code == 200
    with patch.object(asking, "STRANGERS", Bucket(most=1, seconds=30)):
        stranger = Program(app.test_client(), "bas_x")
        assert [stranger.get("/units").status_code for _ in range(2)] == [401, 429]
