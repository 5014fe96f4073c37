"""Reading and writing the file of a backup."""

import hashlib
import io
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lms.foundation.backup import manifest as manifests
from lms.foundation.backup.manifest import Manifest, damaged
from lms.foundation.backup.room import Room
from lms.foundation.files import settle
from lms.foundation.language import say

LEVEL = 3  # of gzip: most content is packed already
CHUNK = 2**20
# The only names that are ever read or written; anything else is hostile or not ours.
MEMBER = re.compile(r"manifest\.json|database\.(sqlite3|dump)|files/([0-9a-f]{2})/\2[0-9a-f]{62}")
LARGEST_MANIFEST = 2**26
FILES = "files/"


@dataclass
class Unpacked:
    manifest: Manifest
    database: Path
    files: list[Path] = field(default_factory=list)


class _Hashing:
    """A file that is hashed while it is read, or written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.hash.update(piece)
        return piece


def write(target: Path, made: Manifest, dump: Path, files: Path) -> Manifest:
    """Pack everything beside `target` and give it that name when all of it is on disk."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as raw:
            part.chmod(0o600)  # it holds everybody's data
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=LEVEL) as tar:
                for path, name in _members(dump, files):
                    made.members[name] = _add(tar, path, name)
                _add_manifest(tar, made)
        settle(part, target)
    finally:
        part.unlink(missing_ok=True)
    return made


def _members(dump: Path, files: Path) -> Iterator[tuple[Path, str]]:
    yield dump, dump.name
    for path in sorted(files.glob("??/*")):
        name = f"files/{path.parent.name}/{path.name}"
        if MEMBER.fullmatch(name):
            yield path, name


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        told = tar.gettarinfo(arcname=name, fileobj=file)
        told.uid = told.gid = 0
        told.uname = told.gname = ""
        read = _Hashing(file)
        tar.addfile(told, read)
        return read.hash.hexdigest()


def _add_manifest(tar: tarfile.TarFile, made: Manifest) -> None:
    text = made.model_dump_json(indent=1).encode()
    told = tarfile.TarInfo(manifests.NAME)
    told.size = len(text)
    tar.addfile(told, io.BytesIO(text))


def read(source: Path, folder: Path) -> Unpacked:
    """Unpack `source` into `folder` and check every member against the manifest."""
    room = Room.of(source, folder)
    with _damage_told(), tarfile.open(source, mode="r:gz") as tar:
        digests = {told.name: _unpack(tar, told, folder, room) for told in tar}
    if digests.pop(manifests.NAME, None) is None:
        raise damaged(say("daftar isinya hilang"))
    made = Manifest.parse((folder / manifests.NAME).read_bytes())
    _ensure_whole(digests, made.members)
    databases = [name for name in digests if not name.startswith(FILES)]
    if len(databases) != 1:
        raise damaged(say("basis datanya hilang"))
    files = [folder / name for name in digests if name.startswith(FILES)]
    return Unpacked(made, folder / databases[0], files)


def _ensure_whole(found: dict[str, str], promised: dict[str, str]) -> None:
    if changed := sorted({name for name, _ in found.items() ^ promised.items()}):
        raise damaged(say("%(name)s hilang atau berubah sejak dibuat", name=changed[0]))
    for name, digest in found.items():
        if name.startswith(FILES) and not name.endswith(f"/{digest}"):
            raise damaged(say("%(name)s berisi berkas lain", name=name))


def _unpack(tar: tarfile.TarFile, told: tarfile.TarInfo, folder: Path, room: Room) -> str:
    """Write one member; only regular files of known names, so none can leave `folder`."""
    if not told.isreg() or not MEMBER.fullmatch(told.name):
        raise damaged(say("%(name)s tidak semestinya ada di dalamnya", name=repr(told.name)))
    if told.name == manifests.NAME and told.size > LARGEST_MANIFEST:
        raise damaged(say("daftar isinya terlalu panjang"))
    room.take(told.size)
    path = folder / told.name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = tar.extractfile(told)
    assert content is not None
    found = _Hashing(content)
    with path.open("xb") as file:
        while piece := found.read(CHUNK):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return found.hash.hexdigest()


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, FileExistsError) as error:
        raise damaged(str(error) or type(error).__name__) from None
    except OSError as error:
        if error.errno is None:  # gzip's own: not a gzip file, or a wrong sum
            raise damaged(str(error)) from None
        raise
