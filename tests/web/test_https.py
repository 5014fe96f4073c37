"""Where people come by https, browsers are held to it."""

from pathlib import Path

from web.views import app_with


def test_by_https_the_browser_is_held_to_it(tmp_path: Path) -> None:
    secure = app_with(tmp_path, LMS_BASE_URL="https://belajar.example.go.id").test_client()
    answer = secure.get("/healthz", base_url="https://belajar.example.go.id")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_by_https_the_session_is_bound_to_the_host(tmp_path: Path) -> None:
    app = app_with(tmp_path, LMS_BASE_URL="https://belajar.example.go.id")
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert app.config["SESSION_COOKIE_SECURE"]
    assert not app.config.get("SESSION_COOKIE_DOMAIN")
