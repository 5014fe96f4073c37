"""Moodle XML: the questions of a `<quiz>`, as Moodle exports them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from lms.exchange import rubrics
from lms.exchange.items import Found, Item, Part, Reason, Unfit, labels_of
from lms.exchange.nodes import from_markdown, from_plain
from lms.exchange.readers import moodle_cloze, scoring
from lms.exchange.readers.scoring import Scored
from lms.exchange.trees import Damaged, child, children, elements, text_of, text_of_file
from lms.foundation.language import joined, say

QUESTION = re.compile(r"<question[\s>/]")
WILDCARD = re.compile(r"(?<!\\)\*")
USUAL_PENALTIES = {"", "0", "0.1", "0.3333333", "1"}
LIMITS = {"min_words": "minwordlimit", "max_words": "maxwordlimit"}
PICTURE = say("Soal memuat gambar atau media; bank soal belum dapat menyimpannya.")


def read(content: bytes) -> Iterator[Found]:
    """Every question of the file, or why it is none of ours; raises Invalid for hostile XML."""
    text, category, number = text_of_file(content), "", 0
    try:
        for number, question in enumerate(elements(text, "question"), 1):
            if question.get("type") == "category":
                category = text_of(question, "category", "text").rpartition("/")[2]
            else:
                yield _found(number, question, category)
    except Damaged as damaged:
        reason = say(
            "XML ini rusak pada baris %(line)d, jadi sisanya tidak terbaca.", line=damaged.line
        )
        for lost in range(number + 1, max(number + 1, len(QUESTION.findall(text))) + 1):
            yield Found(say("soal %(number)d", number=lost), "moodle-xml", None, reason)


def _found(number: int, question: Element, category: str) -> Found:
    kind, name = question.get("type", ""), text_of(question, "name", "text")
    source = joined((say("soal %(number)d", number=number), f"({name})" if name else ""))
    try:
        item = _item(kind, question)
    except Unfit as unfit:
        return Found(source, kind or "moodle-xml", None, unfit.reason)
    identifier = text_of(question, "idnumber") or name
    return Found(source, item.type, replace(item, identifier=identifier, category=category))


def _item(kind: str, question: Element) -> Item:
    if kind not in READERS:
        raise Unfit(say("Jenis soal %(kind)s tidak ada padanannya di sini.", kind=kind or "?"))
    if next(question.iter("file"), None) is not None or "@@PLUGINFILE@@" in "".join(
        question.itertext()
    ):
        raise Unfit(PICTURE)
    stem = rich(child(question, "questiontext"))
    limits = {ours: text_of(question, theirs) for ours, theirs in LIMITS.items()}
    labels = limits | labels_of([text_of(tag) for tag in question.iter("tag")])
    reader = _judged if kind == "multichoice" and labels.get("type") == "sjt" else READERS[kind]
    item = reader(stem, question)
    points, differs = _points(question)
    general = rich(child(question, "generalfeedback"))
    item = replace(item, general=general, points=points, differs=item.differs + differs)
    return replace(item, lost=item.lost + tuple(_lost(question))).labelled(labels)


def rich(element: Element | None) -> str:
    """A text of Moodle as HTML, by the format that it names."""
    if element is None:
        return ""
    text, kind = text_of(element, "text"), element.get("format", "html")
    if kind == "markdown":
        return from_markdown(text)
    if kind == "plain_text" or (kind == "moodle_auto_format" and "<" not in text):
        return from_plain(text)
    return text.replace("\n", "<br>") if kind == "moodle_auto_format" else text


def _points(question: Element) -> tuple[int, tuple[Reason, ...]]:
    written = scoring.number(text_of(question, "defaultgrade") or "1")
    if written.isdigit() and 0 < int(written) <= 100:
        return int(written), ()
    return 1, (
        say("Bobot soal di sumber %(points)s; di sini 1 sampai 100, bulat.", points=written),
    )


def _lost(question: Element) -> Iterator[Reason]:
    if any(text_of(hint) for hint in children(question, "hint")):
        yield say("Petunjuk untuk percobaan berikutnya tidak ikut.")
    if text_of(question, "penalty").rstrip("0").rstrip(".") not in USUAL_PENALTIES:
        yield say("Penalti percobaan tidak ikut.")
    if text_of(question, "hidden") == "1":
        yield say("Di sumber soal ini tersembunyi.")


def _scored(question: Element) -> list[Scored]:
    return [
        Scored(
            text_of(each, "text"),
            scoring.percentage(each.get("fraction", "0")),
            rich(child(each, "feedback")),
            text_of(each, "tolerance") or "0",
        )
        for each in children(question, "answer")
    ]


def _options(question: Element) -> list[Scored]:
    texts = [rich(each) for each in children(question, "answer")]
    return [replace(it, text=text) for it, text in zip(_scored(question), texts, strict=True)]


def _choice(stem: str, question: Element) -> Item:
    one = text_of(question, "single") in {"true", "1", ""}
    return (scoring.single if one else scoring.multiple)(stem, _options(question))


def _judged(stem: str, question: Element) -> Item:
    return scoring.judged(stem, _options(question))


def _binary(stem: str, question: Element) -> Item:
    item, named = scoring.single(stem, _scored(question)), {"true": "Benar", "false": "Salah"}
    parts = [replace(each, text=named.get(each.text.lower(), each.text)) for each in item.parts]
    return replace(item, type="truefalse", parts=tuple(parts))


def _short(stem: str, question: Element) -> Item:
    answers = _scored(question)
    if any(WILDCARD.search(each.text) for each in answers if each.share > 0):
        raise Unfit(say("Jawaban memuat * (apa saja), yang tidak dikenal di sini."), "short")
    plain = [replace(each, text=each.text.replace("\\*", "*")) for each in answers]
    item = scoring.accepted("short", stem, plain)
    if text_of(question, "usecase") != "1":
        return item
    strict = say("Sumber membedakan huruf besar dan kecil; di sini tidak.")
    return replace(item, differs=(*item.differs, strict))


def _numeric(stem: str, question: Element) -> Item:
    valued = [
        replace(each, text=scoring.number(each.text), tolerance=scoring.number(each.tolerance))
        for each in _scored(question)
        if each.share > 0
    ]
    item = scoring.accepted("numeric", stem, valued)
    units = [
        (text_of(each, "unit_name"), text_of(each, "multiplier")) for each in question.iter("unit")
    ]
    same = [name for name, times in units if Decimal(scoring.number(times or "1")) == 1]
    other = say("Sumber menerima satuan lain dengan angka lain; di sini satu satuan.")
    differs = (*item.differs, other) if len(units) > 1 else item.differs
    return replace(item, unit=same[0] if same else "", differs=differs)


def _match(stem: str, question: Element) -> Item:
    parts = [
        Part(
            left := rich(each), bool(left.strip()), "", from_plain(text_of(each, "answer", "text"))
        )
        for each in children(question, "subquestion")
    ]
    return Item("match", stem, tuple(parts))


def _order(stem: str, question: Element) -> Item:
    steps = [Part(rich(each)) for each in children(question, "answer")]
    return Item(
        "order",
        stem,
        tuple(steps),
        lost=(say("Nilai sebagian untuk urutan dihitung menurut aturan di sini."),),
    )


def _essay(stem: str, question: Element) -> Item:
    rubric, more = rubrics.taken(rich(child(question, "graderinfo")))
    lost = (say("Keterangan untuk penilai di luar rubrik tidak ikut."),) if more else ()
    return Item("essay", stem, rubric=rubric, lost=lost)


READERS: dict[str, Callable[[str, Element], Item]] = {
    "multichoice": _choice,
    "truefalse": _binary,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _match,
    "ordering": _order,
    "essay": _essay,
    "cloze": moodle_cloze.read,
    "multianswer": moodle_cloze.read,
}
