"""HTML made Markdown that reads well and renders to the same words.

Paragraphs, emphasis, links and simple lists become Markdown. What Markdown says clumsily (tables,
lists in lists, code over several lines) stays HTML on one line, which our renderer lets through.
"""

import re
from html import escape

from lms.exchange.nodes import Node, tree

BLOCKS = set(
    "p div ul ol table pre blockquote h1 h2 h3 h4 h5 h6 dl hr section article figure center "
    "header footer address fieldset".split()
)
RAW = {"table", "pre", "dl", "blockquote", "ul", "ol", "hr"}
INLINE = set("sub sup u s del ins mark small kbd q code strong em".split())
STRONG = {"b": "**", "strong": "**", "i": "*", "em": "*"}
NAMES = {"b": "strong", "i": "em"}
SPACE = re.compile(r"[^\S\xa0]+")
SIGNS = re.compile(r"[\\`*\[\]{}$]|(?<![^\W_])_|_(?![^\W_])|(?<=\s)#")
OPENS = re.compile(r"[#+\-!>(]")  # what begins a list, a quotation, an option
DRAWS = re.compile(r"[:~=|]")  # a definition, a fence, a table: no backslash stops these
NUMBERED = re.compile(r"(\d+)([.)])")


def blocks(html: str, *, one_line: bool = False) -> list[str]:
    """The paragraphs and other blocks of `html` as Markdown; each is one line, but for lists.

    With `one_line` lists are kept as HTML too, so that they may stand inside an option.
    """
    return [each for each in _blocks(tree(html), one_line) if each.strip()]


def _blocks(node: Node, one_line: bool) -> list[str]:
    found: list[str] = []
    line: list[Node | str] = []
    for each in node.inside:
        if isinstance(each, str) or (each.tag not in BLOCKS and not _holds_blocks(each)):
            line.append(each)
            continue
        found += [_opened(_inline(line)), *_block(each, one_line)]
        line = []
    return [*found, _opened(_inline(line))]


def _holds_blocks(node: Node) -> bool:
    return any(
        isinstance(each, Node) and (each.tag in BLOCKS or _holds_blocks(each))
        for each in node.inside
    )


def _block(node: Node, one_line: bool) -> list[str]:
    if node.tag in {"ul", "ol"} and not one_line and _is_simple(node):
        return [_list(node)]
    if node.tag in RAW:
        return [_raw(node)]
    if re.fullmatch(r"h\d", node.tag):
        return [f"**{text}**" if (text := _inline(node.inside)) else ""]
    return _blocks(node, one_line)


def _is_simple(node: Node) -> bool:
    return all(
        not each.strip() if isinstance(each, str) else each.tag == "li" and not _holds_blocks(each)
        for each in node.inside
    )


def _list(node: Node) -> str:
    written = [_inline(each.inside) for each in node.inside if isinstance(each, Node)]
    items = [_opened(each) for each in written if each]  # one without words would mark a heading
    first = node.attributes.get("start", "")
    begin = int(first) if first.isascii() and first.isdigit() and len(first) < 6 else 1
    marks = [f"{begin + n}." if node.tag == "ol" else "-" for n in range(len(items))]
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def _inline(inside: "list[Node | str]") -> str:
    return SPACE.sub(" ", _joined(inside)).strip(" ")


def _joined(inside: "list[Node | str]") -> str:
    written = ""
    for each in inside:
        written += _text(each) if isinstance(each, str) else _marked(each, written)
    return written


def _text(text: str) -> str:
    signed = SIGNS.sub(lambda found: "\\" + found[0], SPACE.sub(" ", text))
    return signed.replace("&", "&amp;").replace("<", "&lt;")


def _marked(node: Node, before: str) -> str:
    """An inline element in its place after `before`; what means nothing here is only its text."""
    if node.tag == "br":
        return "<br>"
    inner = _joined(node.inside)
    core = inner.strip()
    name = NAMES.get(node.tag, node.tag)
    if not core:
        return inner
    if node.tag == "a" and node.attributes.get("href"):
        written = _link(core, node.attributes["href"])
    elif node.tag in STRONG and not before.endswith("*") and not re.search(r"(?<!\\)\*", core):
        written = f"{STRONG[node.tag]}{core}{STRONG[node.tag]}"
    else:
        written = f"<{name}>{core}</{name}>" if name in INLINE else core
    lead, tail = inner[:1].isspace(), inner[-1:].isspace()
    return f"{' ' * lead}{written}{' ' * tail}"


def _link(text: str, address: str) -> str:
    if re.fullmatch(r"[^\s()<>\[\]\"'*_`\\]+", address):
        return f"[{text}]({address})"
    return f'<a href="{escape(address)}">{text}</a>'


def _opened(line: str) -> str:
    """A line that begins nothing but a paragraph."""
    if OPENS.match(line):
        return "\\" + line
    if DRAWS.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    line = re.sub(r"\s#+$", lambda found: found[0].replace("#", "\\#"), line)
    return NUMBERED.sub(r"\1\\\2", line, count=1) if NUMBERED.match(line) else line


def _raw(node: "Node | str", *, kept: bool = False) -> str:
    if isinstance(node, str):
        text = escape(node if kept else SPACE.sub(" ", node), quote=False)
        text = text.replace("\n", "&#10;").replace("{", "&#123;").replace("$", "&#36;")
        return text.replace("\r", "")
    if node.tag in {"hr", "br"}:
        return f"<{node.tag}>"
    inner = "".join(_raw(each, kept=kept or node.tag == "pre") for each in node.inside)
    given = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{given}>{inner}</{node.tag}>"
