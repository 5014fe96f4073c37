"""Files kept by the digest of their content: each is kept once and never changes."""

import hashlib
import logging
import os
import secrets
from pathlib import Path

from flask import current_app

from lms.foundation.errors import Lost

log = logging.getLogger(__name__)


class FileStore:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep `content` and answer its SHA-256 digest; on disk when this returns."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not path.exists():
            self._make_folder_of(path)
            _write_durably(path, content)
        return digest

    def adopt(self, file: Path) -> None:
        """Keep a file that is named by its digest already, as in a backup."""
        path = self.path(file.name)
        if not path.exists() or path.stat().st_size != file.stat().st_size:
            self._make_folder_of(path)
            _write_durably(path, file.read_bytes())

    def _make_folder_of(self, path: Path) -> None:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(self.folder)

    def get(self, digest: str) -> bytes:
        """Raises Lost where nothing of that digest is kept."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise _lost(digest) from None

    def kept(self, digest: str) -> Path:
        """Where it lies, for what is too large to be read whole; raises Lost likewise."""
        path = self.path(digest)
        if not path.exists():
            raise _lost(digest)
        return path

    def remove(self, digest: str) -> None:
        """For what nobody else can have kept too; nothing where it is gone already."""
        self.path(digest).unlink(missing_ok=True)

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def _lost(digest: str) -> Lost:
    log.error("The file store has lost %s", digest)
    return Lost()


def _write_durably(path: Path, content: bytes) -> None:
    # A name of its own: two that keep the same content at once must not share a part.
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(content)
        settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def settle(part: Path, path: Path) -> None:
    """Give the finished file `part` its name, for good: content and name survive a power cut."""
    _sync(part)
    part.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def store() -> FileStore:
    return FileStore(current_app.config["SETTINGS"].storage)
