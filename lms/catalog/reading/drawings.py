"""SVG drawings: read for their size, and refused where they do more than draw."""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from lms.foundation.language import Sentence, say

LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,6})?)(?:px)?\s*", re.ASCII)
VIEW_BOX = re.compile(r"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*")
REFUSED = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
LINKS = {"href", "src", "base"}
# Buttons and forms of a page are no drawing; what is refused may hide in their attributes.
PAGES = ("http://www.w3.org/1999/xhtml ", "http://www.w3.org/1998/math/mathml ")
OWN = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)
FOREIGN_URL = re.compile(
    r"@import|url\(\s*(?!['\"]?\s*#)|javascript:|expression\(|\\", re.IGNORECASE
)
Fault = tuple[int, int, Sentence, Sentence]  # line, column, what is wrong, how to mend it


class Refused(Exception):
    """Reading stops here: what follows could not be trusted."""


@dataclass
class Drawing:
    width: int | None = None
    height: int | None = None
    faults: list[Fault] = field(default_factory=list)


def read_drawing(content: bytes) -> Drawing:
    """Its size and faults; external references, scripts and entities are faults."""
    reader = _Reader()
    try:
        reader.read(content)
    except Refused:
        pass
    except expat.ExpatError as error:
        text = say("SVG ini rusak (%(why)s).", why=expat.ErrorString(error.code))
        fault = (error.lineno, error.offset + 1, text, say("Ekspor ulang gambarnya."))
        reader.drawing.faults.append(fault)
    return reader.drawing


class _Reader:
    def __init__(self) -> None:
        self.drawing = Drawing()
        self.opened: list[str] = []
        self.style: list[str] = []  # expat gives a text in pieces, at each character by number
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.EntityDeclHandler = self._document_type
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> None:
        if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[1:2] == b"\0":
            self._stop(say("SVG ini bukan UTF-8."), say("Simpan ulang dengan pengodean UTF-8."))
        self.parser.Parse(content, True)

    def _fault(self, text: Sentence, mend: Sentence) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.drawing.faults.append((line, column, text, mend))

    def _stop(self, text: Sentence, mend: Sentence) -> NoReturn:
        self._fault(text, mend)
        raise Refused

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
            self._stop(say("SVG ini bukan UTF-8."), say("Simpan ulang dengan pengodean UTF-8."))

    def _document_type(self, *_: object) -> None:
        self._stop(say("SVG ini memuat <!DOCTYPE atau <!ENTITY."), say("Hapus baris itu."))

    def _instruction(self, target: str, _: str) -> None:
        self._fault(
            say("SVG ini memuat perintah <?%(target)s.", target=target), say("Hapus baris itu.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if not self.opened:
            self._root(tag, attributes)
        self.opened.append(tag)
        if tag in REFUSED or name.lower().startswith(PAGES):
            self._fault(
                say("SVG ini memuat <%(tag)s>.", tag=tag),
                say("Hapus; gambar hanya boleh menggambar."),
            )
        for attribute, value in attributes.items():
            self._attribute(_local(attribute), value)

    def _end(self, _: str) -> None:
        if self.opened.pop() == "style":
            self._look_at_style("".join(self.style))
            self.style.clear()

    def _text(self, text: str) -> None:
        if "style" in self.opened:
            self.style.append(text)

    def _look_at_style(self, text: str) -> None:
        if FOREIGN_URL.search(text):
            self._fault(
                say("Gaya SVG ini mengambil sesuatu dari luar."), say("Hapus url(…) dan @import.")
            )

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg":
            self._fault(
                say("Berkas ini <%(tag)s>, bukan <svg>.", tag=tag), say("Ekspor ulang sebagai SVG.")
            )
        width, height = (LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
        box = VIEW_BOX.fullmatch(attributes.get("viewBox", ""))
        if width and height:
            self._measure(width[1], height[1])
        elif box:
            self._measure(box[1], box[2])

    def _measure(self, width: str, height: str) -> None:
        if 0.5 < float(width) < 100000 and 0.5 < float(height) < 100000:
            self.drawing.width, self.drawing.height = round(float(width)), round(float(height))

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on") or (name == "attributename" and _moves_links(value)):
            self._fault(
                say("SVG ini menjalankan sesuatu (%(name)s).", name=name), say("Hapus atribut itu.")
            )
        elif name in LINKS and not OWN.match(value):
            self._fault(
                say("SVG ini menunjuk ke luar (%(address)s).", address=value[:60]),
                say("Sertakan di dalam gambar."),
            )
        elif name not in LINKS and FOREIGN_URL.search(value):
            self._fault(
                say("SVG ini menunjuk ke luar (%(name)s).", name=name), say("Hapus acuan itu.")
            )


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2].lower()


def _moves_links(value: str) -> bool:
    animated = _local(value.strip())
    return animated in LINKS or animated.startswith("on")
