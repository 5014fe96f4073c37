"""Addresses are learnt when they are first asked for, since most processes never build most."""

from pathlib import Path
from unittest.mock import patch

from flask import Flask, url_for
from werkzeug.routing import Rule

from databases import settings_for
from lms.app import create_app


def test_starting_compiles_no_address(tmp_path: Path) -> None:
    unasked = AssertionError("an address was compiled")
    with patch.object(Rule, "_get_func_code", side_effect=unasked):
        create_app(settings_for(f"sqlite:///{tmp_path}/lms.sqlite3", tmp_path))


def test_an_address_is_compiled_once_and_escaped_each_time(tmp_path: Path) -> None:
    app: Flask = create_app(settings_for(f"sqlite:///{tmp_path}/lms.sqlite3", tmp_path))
    compiled = Rule._get_func_code  # noqa: SLF001  Werkzeug's own, counted
    with (
        app.test_request_context(),
        patch.object(Rule, "_get_func_code", side_effect=compiled) as learnt,
    ):
        built = [url_for("learning.course", slug=slug) for slug in ("a", "b ü", "c")]
        asked = url_for("learning.course", slug="a", page=2, _anchor="isi")
    assert built == ["/courses/a", "/courses/b%20%C3%BC", "/courses/c"]
    assert asked == "/courses/a?page=2#isi"
    assert learnt.call_count == 1
