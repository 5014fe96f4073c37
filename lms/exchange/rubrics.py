"""The rubric of an essay between our table and the notes for markers of other systems."""

from collections.abc import Iterator
from html import escape

from lms.catalog.reading.rubric import is_head
from lms.exchange.items import Rubric
from lms.exchange.nodes import Node, tree


def table(rubric: Rubric) -> str:
    """As HTML, which every system shows its markers."""
    lines = (
        "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row)
        for row, tag in zip(rubric, ["th"] + ["td"] * len(rubric), strict=False)
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def taken(html: str) -> tuple[Rubric, str]:
    """The first table that begins as a rubric does, and the words around it; raises Unfit."""
    whole = tree(html)
    for each in _nodes(whole):
        if each.tag == "table" and (rubric := _rubric(each)):
            inside, each.inside = each.inside, []
            around = _words(whole)
            each.inside = inside
            return rubric, around
    return (), _words(whole)


def _rubric(found: Node) -> Rubric:
    rows = tuple(
        tuple(_words(cell) for cell in _nodes(row) if cell.tag in {"td", "th"})
        for row in _nodes(found)
        if row.tag == "tr"
    )
    return rows if rows and rows[0] and is_head(f"|{rows[0][0]}|") else ()


def _nodes(node: Node) -> Iterator[Node]:
    for each in node.inside:
        if isinstance(each, Node):
            yield each
            yield from _nodes(each)


def _words(node: Node) -> str:
    texts = (each if isinstance(each, str) else f" {_words(each)} " for each in node.inside)
    return " ".join("".join(texts).split())
