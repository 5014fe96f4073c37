"""The bank as a course draws from it: its files by topic, read when they are asked for."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lms.catalog.reading.grammar import SLUG
from lms.catalog.reading.listing import Listing
from lms.catalog.reading.shapes import ReadBank, Reading
from lms.catalog.reading.topics import BANK, LARGEST, read_topic
from lms.foundation.language import say


class Shelf(Mapping[str, ReadBank]):
    """The files of the bank by topic, each read when it is first asked for.

    One course is so read without the questions that other courses draw.
    """

    def __init__(self, listing: Listing, reading: Reading, *, with_bank: bool) -> None:
        self.listing, self.reading = listing, reading
        self.paths = _topics(listing) if with_bank else {}
        self.read: dict[str, ReadBank | None] = {}

    def __getitem__(self, topic: str) -> ReadBank:
        if topic not in self.read:
            self.read[topic] = self._read(topic, self.paths[topic])
        found = self.read[topic]
        if found is None:
            raise KeyError(topic)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def _read(self, topic: str, path: str) -> ReadBank | None:
        content = self.listing.content(path, LARGEST)
        if content is None:
            return None
        self.reading.files[PurePosixPath(path)] = content
        bank = read_topic(topic, content, self.listing.findings)
        self.reading.bank += [bank] if bank else []
        return bank


def _topics(listing: Listing) -> dict[str, str]:
    """The path of each topic; what is no topic is told."""
    folders, files = listing.names(BANK)
    for name in folders:
        listing.wrong(
            f"{BANK}/{name}", say("Folder ini tidak dikenal."), say("Bank soal tidak bersusun.")
        )
    found = {name.removesuffix(".md"): f"{BANK}/{name}" for name in files}
    for topic, path in list(found.items()):
        if not path.endswith(".md") or not SLUG.fullmatch(topic):
            listing.wrong(path, say("Nama berkas bank soal tidak sah."), say("Beri nama topik.md."))
            del found[topic]
    return found
