"""QTI 2.1: items in a package with a manifest, or one item in a file of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from lms.exchange.items import Found, Item, Unfit, labels_of
from lms.exchange.packages import ARCHIVES, members
from lms.exchange.readers.qti_asked import asked
from lms.exchange.readers.qti_body import Body, html_of
from lms.exchange.readers.qti_keys import Keys
from lms.exchange.trees import children, local, root
from lms.foundation.errors import Invalid, Refusal
from lms.foundation.language import say

MANIFEST = "imsmanifest.xml"
NOT_QUESTIONS = {"assessmentTest", "assessmentSection", "manifest"}
OTHER_TEXTS = say("Teks tambahan untuk penilai atau umpan balik bersyarat tidak ikut.")
ITEM_TYPES = re.compile(r"imsqti_item")


def read(content: bytes) -> Iterator[Found]:
    """Every item, or why it is none of ours; raises Invalid for a hostile archive."""
    if not content.startswith(ARCHIVES):
        yield from _of_file("", content)
        return
    seen: set[str] = set()
    promised: set[str] = set()
    for name, part in members(content, ".xml"):
        seen.add(name)
        if name.rpartition("/")[2] == MANIFEST:
            promised |= _promised(name, part)
        else:
            yield from _of_file(name, part)
    for name in sorted(promised - seen):
        yield Found(
            name, "qti", None, say("Manifes menyebut berkas ini, tetapi tidak ada dalam arsip.")
        )


def _promised(name: str, content: bytes) -> set[str]:
    folder = name.rpartition("/")[0]
    resources = (each for each in root(content).iter() if local(each) == "resource")
    hrefs = [each.get("href", "") for each in resources if ITEM_TYPES.match(each.get("type", ""))]
    return {f"{folder}/{href}" if folder else href for href in hrefs if href}


def _of_file(name: str, content: bytes) -> Iterator[Found]:
    try:
        element = root(content)
    except Refusal as refusal:
        if not name:
            raise
        yield Found(name, "qti", None, refusal.sentence)
        return
    if local(element) == "questestinterop":
        raise Invalid(say("Ini QTI 1.2. Ekspor ulang sebagai QTI 2.1 atau Moodle XML."))
    if local(element) == "assessmentItem":
        yield _found(name or element.get("identifier", ""), element)
    elif local(element) not in NOT_QUESTIONS:
        yield Found(name, local(element), None, say("Berkas ini bukan soal QTI 2.1."))


def _found(name: str, element: Element) -> Found:
    body = Body(element)
    try:
        item = _item(element, body)
    except Unfit as unfit:
        return Found(name, unfit.type or body.kind or "qti", None, unfit.reason)
    identifier = element.get("identifier", "").removeprefix("_")
    return Found(name, item.type, replace(item, identifier=identifier))


def _item(element: Element, body: Body) -> Item:
    if element.get("adaptive") == "true" or children(element, "templateDeclaration"):
        raise Unfit(say("Soal adaptif atau bertemplat tidak ada padanannya di sini."))
    labels = labels_of(element.get("label", "").split(";"))
    reader = asked(body, labels.get("type", ""))
    item = reader(body, Keys(element)).labelled(labels)
    said = _feedback(element)
    general = said.pop("GENERAL", "")
    parts = [
        replace(it, feedback=said.pop(f"PART_{n}", it.feedback))
        for n, it in enumerate(item.parts, 1)
    ]
    lost = (OTHER_TEXTS,) if said or body.has_more else ()
    return replace(item, parts=tuple(parts), general=general, lost=item.lost + lost)


def _feedback(element: Element) -> dict[str, str]:
    return {
        each.get("identifier", ""): html_of(each) for each in children(element, "modalFeedback")
    }
