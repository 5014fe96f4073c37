"""The command on a site of its own, run inside the test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from lms.cli import cli

Lms = Callable[..., Result]


@pytest.fixture
def lms(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Lms:
    """Run `lms` with these words on the test's own database."""
    monkeypatch.setattr("lms.app.create_app", lambda: app)
    return run


@pytest.fixture
def lms_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lms:
    """Run `lms` at an empty folder, with the settings of the environment."""
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LMS_DATABASE_URL", raising=False)
    return run


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])
