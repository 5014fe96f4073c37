"""GIFT, as Moodle documents it: questions parted by blank lines, answers between braces."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lms.exchange.encoding import lines_of
from lms.exchange.items import Found, Item, Part, Unfit, labels_of
from lms.exchange.nodes import from_markdown, from_plain
from lms.exchange.readers import scoring
from lms.exchange.readers.gift_lines import chunks
from lms.exchange.readers.scoring import Scored
from lms.exchange.rubrics import taken
from lms.foundation.language import joined, say

ESCAPED = "~=#{}:\\"
HIDDEN = {sign: chr(0xE010 + place) for place, sign in enumerate(ESCAPED)}
LINE_END = chr(0xE01F)
PRIVATE = re.compile("[\ue000-\ue01f]")
SHOWN = {hidden: sign for sign, hidden in HIDDEN.items()} | {LINE_END: "\n"}
TITLE = re.compile(r"::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
BINARY = re.compile(r"(true|t|false|f)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
ANSWER = re.compile(r"([=~])((?:(?![=~]).)*)", re.DOTALL)
WEIGHT = re.compile(r"\s*%\s*([^%]*)%")
HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
BLANK = "_____"


def read(content: bytes) -> Iterator[Found]:
    """Every question of the file, or why it is none of ours; raises Invalid for what is no text."""
    for chunk in chunks(lines_of(content)):
        text, title = _titled("\n".join(chunk.lines))
        source = joined((say("baris %(line)d", line=chunk.line), f"({title})" if title else ""))
        try:
            labels = labels_of(chunk.tags)
            item = _item(text, judged=labels.get("type") == "sjt").labelled(labels)
            if item.type == "essay":
                item = replace(item, rubric=taken(chunk.rubric)[0])
            known = replace(item, identifier=chunk.identifier or title, category=chunk.category)
            yield Found(source, item.type, known)
        except Unfit as unfit:
            yield Found(source, unfit.type or "gift", None, unfit.reason)


def _titled(text: str) -> tuple[str, str]:
    hidden = _hide(text).strip()
    found = TITLE.match(hidden)
    return (hidden[found.end() :], _show(found[1])) if found else (hidden, "")


def _hide(text: str) -> str:
    """Escaped signs put aside, so that those left mean something."""
    text = re.sub(r"\\n", LINE_END, re.sub(r"\\\\", HIDDEN["\\"], PRIVATE.sub("\ufffd", text)))
    return re.sub(r"\\([~=#{}:])", lambda found: HIDDEN[found[1]], text)


def _show(text: str) -> str:
    return PRIVATE.sub(lambda found: SHOWN[found[0]], " ".join(text.split()))


def _item(text: str, *, judged: bool) -> Item:
    found = FORMAT.match(text)
    kind = found[1].lower() if found else "moodle"
    before, brace, rest = text[found.end() if found else 0 :].partition("{")
    inside, closed, after = rest.partition("}")
    if not brace:
        raise Unfit(
            say("Ini keterangan, bukan soal: tidak ada jawaban di antara { dan }."), "description"
        )
    if not closed:
        raise Unfit(say("Tanda { tidak ditutup dengan }."))
    if "{" in after or "}" in after or "{" in inside:
        raise Unfit(
            say(
                "Ada lebih dari satu pasang { dan }. "
                "Bila ini beberapa soal, pisahkan dengan satu baris kosong."
            )
        )
    stem = f"{before.rstrip()} {BLANK} {after.lstrip()}" if after.strip() else before
    answers, _, general = inside.partition("####")
    item = _answered(_rich(stem, kind), answers.strip(), kind)
    if judged:
        item = scoring.judged(item.stem, _options(answers, kind))
    return replace(item, general=_rich(general, kind))


def _answered(stem: str, inside: str, kind: str) -> Item:
    if not inside:
        return Item("essay", stem)
    if inside.startswith("#"):
        return _numeric(stem, inside[1:].strip(), kind)
    if binary := BINARY.fullmatch(inside):
        return _binary(stem, binary, kind)
    if inside[0] not in "=~":
        raise Unfit(say("Jawabannya tidak diawali = atau ~."))
    answers = [(found[1], found[2]) for found in ANSWER.finditer(inside)]
    if all(sign == "=" and "->" in said for sign, said in answers):
        return _match(stem, [said for _, said in answers], kind)
    if all(sign == "=" for sign, _ in answers):
        return _short(stem, [_scored(sign, said, kind) for sign, said in answers])
    options = _options(inside, kind)
    one = any(sign == "=" for sign, _ in answers)
    return (scoring.single if one else scoring.multiple)(stem, options)


def _options(inside: str, kind: str) -> list[Scored]:
    answers = [(found[1], found[2]) for found in ANSWER.finditer(inside)]
    return [_scored(sign, said, kind, rich=True) for sign, said in answers]


def _scored(sign: str, said: str, kind: str, *, rich: bool = False) -> Scored:
    weight = WEIGHT.match(said)
    share = scoring.percentage(_show(weight[1])) if weight else Decimal(sign == "=")
    text, _, feedback = said[weight.end() if weight else 0 :].partition("#")
    return Scored(_rich(text, kind) if rich else _show(text), share, _rich(feedback, kind))


def _short(stem: str, answers: list[Scored]) -> Item:
    if any("*" in each.text for each in answers):
        raise Unfit(say("Jawaban memuat * (apa saja), yang tidak dikenal di sini."), "short")
    return scoring.accepted("short", stem, answers)


def _match(stem: str, answers: list[str], kind: str) -> Item:
    pairs = [each.partition("->") for each in answers]
    parts = [
        Part(_rich(left, kind), bool(left.strip()), "", _rich(right, kind))
        for left, _, right in pairs
    ]
    return Item("match", stem, tuple(parts))


def _binary(stem: str, found: re.Match[str], kind: str) -> Item:
    """The first feedback is for who answers wrongly, the second for who answers rightly."""
    right = found[1].lower().startswith("t")
    wrong, _, well = (found[2] or "").partition("#")
    says = {True: _rich(well, kind), False: _rich(wrong, kind)}
    parts = [
        Part(text, right == means, says[right == means])
        for text, means in (("Benar", True), ("Salah", False))
    ]
    return Item("truefalse", stem, tuple(parts))


def _numeric(stem: str, inside: str, kind: str) -> Item:
    if inside.startswith("="):
        answers = [_scored("=", found[2], kind) for found in ANSWER.finditer(inside)]
    else:
        answers = [_scored("=", inside, kind)]
    valued = [
        replace(it, text=value, tolerance=within)
        for it in answers
        for value, within in [_value(it.text)]
    ]
    return scoring.accepted("numeric", stem, valued)


def _value(text: str) -> tuple[str, str]:
    if ".." in text:
        low, _, high = text.partition("..")
        return scoring.between(low, high)
    value, _, within = text.partition(":")
    return scoring.number(value), scoring.number(within or "0").lstrip("-")


def _rich(text: str, kind: str) -> str:
    """The text as HTML; each answer may name a format of its own."""
    found = FORMAT.match(text)
    kind, text = (found[1].lower(), text[found.end() :]) if found else (kind, text)
    if kind == "markdown":
        return from_markdown(PRIVATE.sub(lambda each: SHOWN[each[0]], text.strip()))
    said = _show(text)
    if kind == "html":
        return said
    return (
        said.replace("\n", "<br>") if kind == "moodle" and HTML.search(said) else from_plain(said)
    )
