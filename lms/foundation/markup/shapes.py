"""Markdown's plain output given the shapes that our style sheet knows."""

from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

KINDS = {"note": "", "info": "", "tip": "notice-done", "warning": "notice-warn"}


class House(Extension):
    r"""The shapes, and a dollar that is none of a formula: `\$`."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Shape(md), "house", 1)
        md.ESCAPED_CHARS.append("$")


class _Shape(Treeprocessor):
    """Gives Markdown's plain output the shapes that our style sheet knows."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "p" and _is_lone_picture(child):
                    parent[place] = _figure(child[0])
                elif child.tag == "table":
                    parent[place] = _scroll(child)
                elif child.tag == "div" and "admonition" in child.get("class", ""):
                    _notice(child)
                elif child.tag == "h1":
                    child.tag = "h2"  # the page has its own


def _is_lone_picture(paragraph: Element) -> bool:
    alone = len(paragraph) == 1 and paragraph[0].tag == "img"
    return alone and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()


def _figure(picture: Element) -> Element:
    figure = Element("figure")
    figure.append(picture)
    title = picture.attrib.pop("title", "")
    if title:
        caption = Element("figcaption")
        caption.text = title
        figure.append(caption)
    return figure


def _scroll(table: Element) -> Element:
    for head in table.iter("th"):
        head.set("scope", "col")
    label = " / ".join("".join(cell.itertext()) for cell in table.iter("th"))
    around = Element("div", {"class": "scroll", "tabindex": "0", "role": "region"})
    around.set("aria-label", label or "Tabel")
    around.append(table)
    return around


def _notice(box: Element) -> None:
    kind = box.get("class", "").split()[1]
    box.tag = "aside"
    box.set("class", f"notice {KINDS.get(kind, '')}".strip())
    inside = Element("div")
    for child in list(box):
        box.remove(child)
        if child.get("class") == "admonition-title":
            box.set("aria-label", "".join(child.itertext()))
            child.attrib.pop("class")
            child.tag = "strong"
        inside.append(child)
    box.append(inside)
