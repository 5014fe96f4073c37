"""Items as a package of QTI 2.1, each in a file of its own, listed by a manifest."""

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.ElementTree import fromstring

from lms.exchange.items import GAP, Item, labels_for
from lms.exchange.nodes import VOID
from lms.exchange.trees import UNHELD
from lms.exchange.writers.qti_keys import ASKS, declare, process
from lms.foundation.markup import plain

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same questions are the same bytes
OPEN = re.compile(rf"<({'|'.join(sorted(VOID))})\b([^>]*?)/?>")


def written(items: list[Item]) -> bytes:
    """The archive."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "imsmanifest.xml", _manifest(items))
        for item in items:
            _put(archive, f"items/{item.identifier}.xml", question(item))
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, element: Element) -> None:
    text = UNHELD.sub("\ufffd", tostring(element, "unicode"))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
    archive.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)


def _manifest(items: list[Item]) -> Element:
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": "soal"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for item in items:
        href = f"items/{item.identifier}.xml"
        given = {"identifier": _name(item), "type": "imsqti_item_xmlv2p1", "href": href}
        SubElement(SubElement(resources, "resource", given), "file", {"href": href})
    return manifest


def question(item: Item) -> Element:
    """One `<assessmentItem>`."""
    given = {"xmlns": QTI, "identifier": _name(item), "title": plain(item.stem)[:80] or "Soal"}
    given |= {"adaptive": "false", "timeDependent": "false", "label": ";".join(labels_for(item))}
    element = Element("assessmentItem", given)
    declare(element, item)
    body = SubElement(element, "itemBody")
    _fill(body, item.stem, item)
    process(element, item)
    feedback = {f"PART_{n}": part.feedback for n, part in enumerate(item.parts, 1)}
    for name, html in {**feedback, "GENERAL": item.general}.items():
        if html:
            about = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
            _fill(SubElement(element, "modalFeedback", about), html)
    return element


def _name(item: Item) -> str:
    """An identifier of XML begins with a letter or a line."""
    return item.identifier if item.identifier[:1].isalpha() else f"_{item.identifier}"


def _fill(element: Element, html: str, item: Item | None = None) -> None:
    """The HTML as children of the element, with what is asked where it belongs."""
    asked = ASKS[item.type](item, _fill) if item else []
    if item and item.type == "cloze":
        gaps = {GAP % number: each for number, each in enumerate(asked, 1)}
        _take(element, _tree(html))
        _settle(element, gaps)
        return
    _take(element, _tree(html))
    element.extend(asked)


def _tree(html: str) -> Element:
    closed = OPEN.sub(r"<\1\2/>", html)
    try:
        return fromstring(f"<x>{closed}</x>", forbid_dtd=True)
    except ParseError:  # not well-formed as XML: the words are what matters
        words = Element("x")
        SubElement(words, "p").text = plain(html)
        return words


def _take(element: Element, tree: Element) -> None:
    element.text = tree.text
    element.extend(tree)


def _settle(element: Element, gaps: dict[str, Element]) -> None:
    """Put each gap where its mark stands in the text."""
    for parent in list(element.iter()):
        for mark, gap in gaps.items():
            _place(parent, mark, gap)


def _place(parent: Element, mark: str, gap: Element) -> None:
    if mark in (parent.text or ""):
        before, _, gap.tail = (parent.text or "").partition(mark)
        parent.text = before
        parent.insert(0, gap)
    for place, each in enumerate(list(parent), 1):
        if mark in (each.tail or ""):
            each.tail, _, gap.tail = (each.tail or "").partition(mark)
            parent.insert(place, gap)
