"""What lies in a content folder: on disk, never through a symbolic link, or in memory."""

import stat
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from lms.catalog.reading.media import LARGEST
from lms.catalog.reading.shapes import Mistake
from lms.catalog.reading.sheet import Findings
from lms.foundation.language import Sentence, say

LEFT_BEHIND = {"thumbs.db", "desktop.ini"}  # by Windows; macOS' begin with a dot


class Listing(ABC):
    """A content folder, seen through checked names; paths are relative to its top."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def wrong(self, path: str, text: Sentence, mend: Sentence) -> None:
        self.findings.mistakes.append(Mistake(path, 1, 1, text, mend))

    def note(self, path: str, text: Sentence, mend: Sentence) -> None:
        self.findings.notes.append(Mistake(path, 1, 1, text, mend))

    def names(self, folder: str) -> tuple[list[str], list[str]]:
        """The folders and the files in `folder`, each sorted; other things are noted."""
        kinds: dict[str, list[str]] = {"folder": [], "file": []}
        for name in self._entries(folder):
            path = f"{folder}/{name}".removeprefix("./")
            kind = self._kind(path, name)
            if kind:
                kinds[kind].append(name)
        return kinds["folder"], kinds["file"]

    @abstractmethod
    def _entries(self, folder: str) -> list[str]:
        """The names in `folder`, sorted."""

    @abstractmethod
    def _kind(self, path: str, name: str) -> str | None:
        """A folder, a file, or nothing that could be read."""

    @abstractmethod
    def content(self, path: str, largest: int = LARGEST) -> bytes | None:
        """The bytes of a file that `names` listed; of a giant only enough to be refused."""


class Held(Listing):
    """Files that lie in no folder, by their paths; `files` may fetch each when it is asked for."""

    def __init__(self, files: Mapping[str, bytes], findings: Findings) -> None:
        super().__init__(findings)
        self.files = files

    def _entries(self, folder: str) -> list[str]:
        start = f"{folder}/".removeprefix("./")
        inside = (path.removeprefix(start) for path in self.files if path.startswith(start))
        return sorted({path.partition("/")[0] for path in inside})

    def _kind(self, path: str, name: str) -> str | None:
        return "file" if path in self.files else "folder"

    def content(self, path: str, largest: int = LARGEST) -> bytes | None:
        return self.files[path][: largest + 1]


class Folder(Listing):
    """A folder on disk."""

    def __init__(self, top: Path, findings: Findings) -> None:
        super().__init__(findings)
        self.top = top

    def _entries(self, folder: str) -> list[str]:
        try:
            entries = sorted(entry.name for entry in (self.top / folder).iterdir())
        except OSError as error:
            self.wrong(
                folder,
                say("Folder ini tidak dapat dibaca (%(strerror)s).", strerror=error.strerror),
                say("Periksa izinnya."),
            )
            return []
        return [name for name in entries if name[0] != "." and name.lower() not in LEFT_BEHIND]

    def _kind(self, path: str, name: str) -> str | None:
        mode = self._mode(path)
        if stat.S_ISDIR(mode):
            return "folder"
        if stat.S_ISREG(mode):
            return "file"
        if mode:
            self.wrong(
                path,
                say("Ini bukan berkas biasa."),
                say("Ganti pintasan dengan salinan berkasnya."),
            )
        return None

    def _mode(self, path: str) -> int:
        try:
            return (self.top / path).lstat().st_mode
        except OSError as error:
            self.wrong(
                path,
                say("Berkas ini tidak dapat dilihat (%(strerror)s).", strerror=error.strerror),
                say("Coba lagi."),
            )
            return 0

    def content(self, path: str, largest: int = LARGEST) -> bytes | None:
        try:
            with (self.top / path).open("rb") as file:
                return file.read(largest + 1)
        except OSError as error:
            self.wrong(
                path,
                say("Berkas ini tidak dapat dibaca (%(strerror)s).", strerror=error.strerror),
                say("Periksa izinnya."),
            )
            return None
