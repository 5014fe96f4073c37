"""A test browser that is hard to please: every page it opens must be well made."""

import gzip
from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from lms.foundation.database import db
from pages import Element, faults, read

TYPED = {"input", "select", "textarea", "option"}


class Compiled(BytecodeCache):
    """Templates as they were compiled by the first test that rendered them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class Browser(FlaskClient):
    """A browser whose visits leave behind only what they committed.

    Each visit runs in a context of its own, as in a server: what one request keeps in `g` or in
    its session is gone by the next, and what it forgot to commit is gone for the test as well.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        page = Context().run(super().open, *args, **kwargs)
        db.session.rollback()
        packed = page.headers.get("Content-Encoding") == "gzip"
        text = (gzip.decompress(page.data) if packed else page.data).decode(errors="replace")
        if page.mimetype == "text/html" and text and not page.location:
            found = faults(text)
            assert not found, "\n".join([f"{page.request.path} is not well made:", *found])
        return page

    def submit(self, path: str, /, to: str = "", **typed: Any) -> TestResponse:
        """Open `path`, fill in its form and send it, hidden fields and all, as a person would.

        `to` is the form's address; without it, the form that has none is meant, or the only one.
        """
        page = self.get(path)
        assert page.status_code == 200, f"{path} answers {page.status}"
        form, held = _form(page.text, to)
        unknown = typed.keys() - held.keys()
        assert not unknown, f"{form} has no field called {unknown}, but {sorted(held)}"
        method = (form.get("method") or "get").lower()
        sent = {name: value for name, value in (held | typed).items() if value is not None}
        where = "query_string" if method == "get" else "data"
        return self.open(form.get("action") or path, method=method.upper(), **{where: sent})


def _form(html: str, to: str) -> tuple[Element, dict[str, Any]]:
    page = read(html)
    every = page.all("form")
    forms = [form for form in every if form.get("action") == to] or ([] if to else every)
    assert len(forms) == 1, f"Name one by its action: {list(map(str, every))}"
    held: dict[str, Any] = {}
    for element in page.all(*TYPED):
        if _belongs(element, forms[0]):
            _hold(held, element)
    return forms[0], held


def _belongs(element: Element, form: Element) -> bool:
    if name := element.get("form"):
        return name == form.get("id")
    above = element.above
    while above and above is not form:
        above = above.above
    return above is form


def _hold(held: dict[str, Any], element: Element) -> None:
    """Add what a form holds before anybody types: nothing for an unticked box."""
    attributes, name = element.attributes, element.get("name")
    if element.tag == "option":
        select = element.above
        while select and select.tag != "select":
            select = select.above
        if select and ("selected" in attributes or held.get(select.get("name")) is None):
            held[select.get("name")] = attributes.get("value", element.text.strip())
    elif element.get("type") in {"checkbox", "radio"}:
        ticked = attributes.get("value", "on") if "checked" in attributes else None
        held[name] = ticked or held.get(name)
    elif name and element.get("type") not in {"submit", "button", "image", "reset", "file"}:
        held[name] = _typed(element) if element.tag == "textarea" else attributes.get("value", "")
        if element.tag == "select":
            held[name] = None
    elif name:
        held[name] = None


def _typed(area: Element) -> str:
    """A browser leaves out the line end with which a text area begins."""
    return area.text.replace("\r\n", "\n").removeprefix("\n")
