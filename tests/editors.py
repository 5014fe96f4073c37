"""A site with one page more, on which a text is written that only tests have."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, render_template_string, request
from playwright.sync_api import Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from databases import settings_for
from lms.app import create_app
from lms.foundation.markup import render
from lms.web.access import public

PAGE = """
{% extends "layouts/desk.html" %}
{% set edits_markdown = true %}
{% from "components/csrf.html" import csrf %}
{% from "components/button.html" import button %}
{% block title %}Menulis{% endblock %}
{% block main %}
<h1>Menulis</h1>
<form class="stack" method="post" action="/written">
  {{ csrf() }}
  <input type="hidden" name="version" value="{{ text.version }}">
  <div class="field">
    <label for="body">Isi modul</label>
    <p class="field-hint" id="body-hint">Tulislah untuk rekan Anda.</p>
    {% if text.error %}<p class="field-error" id="body-error">{{ text.error }}</p>{% endif %}
    <textarea class="input" id="body" name="body" rows="14" lang="id" required
      aria-describedby="body-hint{{ ' body-error' if text.error }}"
      {% if text.error %}aria-invalid="true" data-unsaved{% endif %}
      data-markdown data-preview="/preview" data-upload="/upload" data-save="/save">
{{ text.source }}</textarea>
  </div>
  {{ button("Simpan") }}
</form>
{% endblock %}
"""


@dataclass
class Text:
    """What the server holds, what it was sent, and how it is told to answer."""

    source: str = ""
    version: int = 1
    by: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    refusal: str = ""
    loses_answers: bool = False
    joins: Callable[[str], str] | None = None  # what came between, with what is sent
    error: str = ""
    pause: float = 0
    is_away: bool = False

    def change(self, source: str, by: str = "") -> None:
        self.source, self.version, self.by = source, self.version + 1, by

    def overtaken(self, source: str) -> Any:
        """What the server says of a text on top of an old one."""
        if self.joins:
            self.change(self.joins(source), self.by)
        held = {"version": self.version, "source": self.source, "by": self.by}
        if not self.joins:
            return held, 409
        return held | {"saved_at": "2026-11-22T10:42:03+07:00"}


def _views(text: Text) -> dict[str, Callable[[], Any]]:
    @public
    def page() -> str:
        return render_template_string(PAGE, text=text)

    @public
    def preview() -> str:
        source = request.get_json()["source"]
        text.drawn.append(source)
        return render(source).html

    @public
    def save() -> Any:
        said = request.get_json()
        time.sleep(text.pause)
        text.sent.append(said)
        if text.is_away:
            return {"detail": "busy"}, 503
        if said["version"] != text.version:
            return text.overtaken(said["source"])
        text.change(said["source"])
        if text.loses_answers:
            return {"detail": "lost"}, 503
        return {"version": text.version, "saved_at": "2026-11-22T10:42:03+07:00"}

    @public
    def upload() -> Any:
        file = request.files["file"]
        if text.refusal:
            return {"error": text.refusal}, 422
        text.files.append((file.filename or "", request.form["alt"]))
        return {"markdown": f"![{request.form['alt']}](media/{file.filename})"}

    @public
    def written() -> Response:
        held = f"{request.form['version']} {request.form['body']}"
        return Response(held, content_type="text/plain; charset=utf-8")

    return {"page": page, "preview": preview, "save": save, "upload": upload, "written": written}


@dataclass(frozen=True)
class Desk:
    url: str
    text: Text

    def clear(self) -> None:
        vars(self.text).update(vars(Text()))


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """A test tells what it expected; the list of requests would hide it."""


def _furnish(app: Flask, text: Text) -> None:
    for name, view in _views(text).items():
        methods = {"page": ["GET"], "save": ["PUT"]}.get(name, ["POST"])
        app.add_url_rule(f"/{name}", f"editor.{name}", view, methods=methods)


@contextmanager
def at_a_desk(database: Path, home: Path) -> Iterator[Desk]:
    """Serve the page by threads of this process, so that a test sees what was sent."""
    app, text = create_app(settings_for(f"sqlite:///{database}", home)), Text()
    _furnish(app, text)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Desk(f"http://127.0.0.1:{server.server_port}", text)
    finally:
        server.shutdown()
        thread.join()


def open_editor(page: Page, desk: Desk, source: str = "") -> None:
    desk.text.change(source)
    page.goto("/page")
    expect(page.locator("[data-ready]")).to_be_attached()


def written(page: Page) -> str:
    return page.locator("#body").input_value()


def write(page: Page, keys: str) -> None:
    page.get_by_role("textbox", name="Isi modul").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(keys)


def choose(page: Page, chosen: str) -> None:
    """Select a piece of the text, as a double click or a finger would."""
    page.get_by_role("textbox", name="Isi modul").click()
    page.keyboard.press("Control+Home")
    start = written(page).index(chosen)
    for key, times in (("ArrowRight", start), ("Shift+ArrowRight", len(chosen))):
        for _ in range(times):
            page.keyboard.press(key)


def press(page: Page, tool: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=tool, exact=True).click()
