"""A manuscript read by the one reader of all content, its mistakes and pages told from memory."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import select

from lms.authoring.front import FENCE
from lms.authoring.models import ManuscriptFile
from lms.authoring.sealing import mark, seal
from lms.catalog.models import BankTopic, Document
from lms.catalog.reading import read_held, read_page
from lms.catalog.reading.shapes import Mistake, ReadCourse, Reading, ReadModule, ReadQuestion
from lms.catalog.reading.sheet import Findings
from lms.foundation.database import db, rows
from lms.foundation.files import store

Key = tuple[object, ...]
KEPT = 8  # readings in process; each is a pure function of its files, so none grows old
MEDIA = "media/"


class Papers(Mapping[str, bytes]):
    """The files of one course and of the bank by path, each fetched when it is read."""

    def __init__(self, slug: str, files: Sequence[ManuscriptFile]) -> None:
        self.files = {f"{slug}/{each.path}": each for each in files}
        self.topics = dict(_topics())

    def __getitem__(self, path: str) -> bytes:
        if path in self.topics:
            return db.session.get_one(Document, self.topics[path]).source
        file = self.files[path]
        return store().get(file.file_digest) if file.file_digest else file.source or b""

    def __iter__(self) -> Iterator[str]:
        return iter([*self.files, *self.topics])

    def __len__(self) -> int:
        return len(self.files) + len(self.topics)

    @property
    def key(self) -> Key:
        """What a reading of them follows from."""
        mine = ((path, mark(each)) for path, each in self.files.items())
        return *mine, *sorted(self.topics.items())


def _topics() -> Iterator[tuple[str, str]]:
    for slug, digest in rows(select(BankTopic.slug, BankTopic.document_digest)):
        yield f"bank/{slug}.md", digest


@dataclass(frozen=True)
class Checked:
    """What the reader made of a manuscript."""

    reading: Reading
    slug: str
    seal: str = ""  # of the files that were read

    @property
    def course(self) -> ReadCourse | None:
        """Without a mistake, so fit to be published."""
        return next(iter(self.reading.courses), None)

    @property
    def seen(self) -> ReadCourse | None:
        return next(iter(self.reading.seen), None)

    @property
    def mistakes(self) -> list[Mistake]:
        return self.reading.mistakes

    def as_seen(self, seal: str) -> "Checked":
        """The same for whoever saw these files, who may have seen others."""
        return replace(self, seal=seal)

    def of(self, path: str) -> list[Mistake]:
        return [each for each in self.mistakes if each.path == f"{self.slug}/{path}"]

    def noted(self, path: str) -> list[Mistake]:
        return [each for each in self.reading.notes if each.path == f"{self.slug}/{path}"]


_kept: OrderedDict[Key, Reading] = OrderedDict()
_turn = Lock()


def check(slug: str, files: Sequence[ManuscriptFile]) -> Checked:
    """Read the whole of it; the same files are read once."""
    papers = Papers(slug, files)
    key = (slug, papers.key)
    with _turn:
        known = _kept.get(key)
    reading = known or read_held(slug, papers)
    with _turn:
        _kept[key] = reading
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return Checked(reading, slug, seal(files))


def page_of(
    slug: str,
    files: Sequence[ManuscriptFile],
    path: str,
    source: bytes,
    findings: Findings | None = None,
) -> ReadModule | None:
    """One module as it would be published with this source, faults or not.

    Only the media that it names are looked at, so that a page is soon there while one writes.
    """
    text = source.decode("utf-8", "replace")
    wanted = [each for each in files if not each.path.startswith(MEDIA) or each.path in text]
    papers = _Instead(Papers(slug, wanted), f"{slug}/{path}", source)
    return read_page(slug, path, papers, findings)


def question_of(
    slug: str, files: Sequence[ManuscriptFile], path: str, text: str
) -> ReadQuestion | None:
    """One question of a quiz as it would be published; None while it holds a mistake."""
    findings = Findings()
    source = f"{FENCE}\ntitle: soal\n{FENCE}\n{text}".encode()
    page = page_of(slug, files, path, source, findings)
    faulty = any(each.path == f"{slug}/{path}" for each in findings.mistakes)
    return page.questions[0] if page and page.questions and not faulty else None


class _Instead(Mapping[str, bytes]):
    """Papers of which one says something else."""

    def __init__(self, papers: Papers, path: str, source: bytes) -> None:
        self.papers, self.path, self.source = papers, path, source

    def __getitem__(self, path: str) -> bytes:
        return self.source if path == self.path else self.papers[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.papers)

    def __len__(self) -> int:
        return len(self.papers)
