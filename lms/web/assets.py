"""Static files under names that hold their digest, so that a browser keeps each for ever.

They are read once at the start; style sheets are joined in the order of their layers, and the
addresses inside them get digests too. No build step.
"""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from markupsafe import Markup

from lms.web.access import public
from lms.web.packing import is_wanted

bp = Blueprint("assets", __name__)
FOR_EVER = "public, max-age=31536000, immutable"
SHEETS = {"css/site.css": ("tokens", "base", "components"), "css/desk.css": ("desk",)}


@dataclass
class Asset:
    body: bytes
    kind: str

    @cached_property
    def packed(self) -> bytes:
        """Packed when it is first asked for: commands ask for none, and it is half of a start."""
        return b"" if self.kind == "font/woff2" else gzip.compress(self.body, 9, mtime=0)


class Assets:
    def __init__(self, folder: Path) -> None:
        self.names: dict[str, str] = {}
        self.files: dict[str, Asset] = {}
        plain = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".css"]
        for path in plain:
            self._add(path.relative_to(folder).as_posix(), path.read_bytes())
        for name, layers in SHEETS.items():
            sheet = "\n".join(_sheet(folder / "css", layer) for layer in layers)
            self._add(name, self._with_digests(name, sheet).encode())

    def _add(self, name: str, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()[:10]
        stem, dot, suffix = name.rpartition(".")
        hashed = f"{stem}.{digest}.{suffix}" if dot else f"{name}.{digest}"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith(".woff2"):
            kind = "font/woff2"
        self.names[name] = hashed
        self.files[hashed] = Asset(body, kind)

    def _with_digests(self, name: str, sheet: str) -> str:
        def digest(match: re.Match[str]) -> str:
            address = match[1]
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            return f'url("{posixpath.relpath(self.names[target], posixpath.dirname(name))}")'

        return re.sub(r'url\("(\.\./[^"]+)"\)', digest, sheet)


def _sheet(folder: Path, layer: str) -> str:
    """A layer is one file, or a folder of files that are joined by name."""
    parts = [folder / f"{layer}.css", *sorted((folder / layer).glob("*.css"))]
    return "\n".join(part.read_text() for part in parts if part.exists())


def asset(name: str) -> Markup:
    """The address of the static file `name`; raises KeyError for one that is not there."""
    hashed: str = current_app.extensions["assets"].names[name]
    return Markup("/static/") + hashed


@bp.get("/static/<path:name>")
@public
def file(name: str) -> Response:
    found: Asset | None = current_app.extensions["assets"].files.get(name)
    if found is None:
        abort(404)
    packed = is_wanted(request.environ) and found.packed
    response = Response(packed or found.body, content_type=found.kind)
    response.headers["Cache-Control"] = FOR_EVER
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
