"""Who somebody is and where the site lies: believed of trusted proxies only."""

from pathlib import Path

import pytest

from web.views import app_with

FORWARDED = {
    "X-Forwarded-For": "198.51.100.7, 203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "belajar.example.go.id",
}


def seen(home: Path, proxies: str) -> dict[str, str]:
    browser = app_with(home, LMS_TRUSTED_PROXIES=proxies).test_client()
    told: dict[str, str] = browser.get("/test/seen-by", headers=FORWARDED).json
    return told


def test_without_a_proxy_nothing_that_a_visitor_says_is_believed(tmp_path: Path) -> None:
    assert seen(tmp_path, "0") == {
        "address": "127.0.0.1",
        "host": "localhost",
        "scheme": "http",
        "url": "http://localhost/test/seen-by",
    }


def test_behind_one_proxy_only_its_own_word_is_believed(tmp_path: Path) -> None:
    told = seen(tmp_path, "1")
    assert told["address"] == "203.0.113.9"
    assert told["url"] == "https://belajar.example.go.id/test/seen-by"


@pytest.mark.parametrize("proxies", ["2"])
def test_behind_two_the_visitor_is_one_further_back(tmp_path: Path, proxies: str) -> None:
    assert seen(tmp_path, proxies)["address"] == "198.51.100.7"


def test_a_reference_of_a_trusted_proxy_is_taken_over(tmp_path: Path) -> None:
    behind = app_with(tmp_path, LMS_TRUSTED_PROXIES="1").test_client()
    given = {"X-Request-ID": "0f8fad5b-d9cb-469f"}
    assert behind.get("/healthz", headers=given).headers["X-Request-ID"] == "0f8fad5b-d9cb-469f"
    for forged in ("short", "x" * 200, "a b c d e f g h", "line\tbreak-line"):
        answer = behind.get("/healthz", headers={"X-Request-ID": forged})
        assert answer.headers["X-Request-ID"] != forged
