"""The interactions of QTI that have their like here."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from lms.exchange.items import GAP, Gap, Item, Part, Reason, Unfit
from lms.exchange.readers import scoring
from lms.exchange.readers.gift import BLANK
from lms.exchange.readers.qti_body import Body, html_of
from lms.exchange.readers.qti_keys import Key, Keys
from lms.exchange.readers.scoring import Scored
from lms.exchange.trees import children, local
from lms.foundation.language import say
from lms.foundation.markup import plain

ALL_OR_NOTHING = say("Sumber hanya memberi nilai bila semuanya tepat; di sini ada nilai sebagian.")
CASE = say("Sumber membedakan huruf besar dan kecil; di sini tidak.")
NUMBERS = {"float", "integer"}
TYPED = {"textEntryInteraction"}
Reader = Callable[[Body, Keys], Item]


def _options(interaction: Element, key: Key, *, one: bool) -> list[Scored]:
    choices = children(interaction, "simpleChoice")
    shares = key.shares([each.get("identifier", "") for each in choices], one=one)
    return [
        Scored(html_of(each), share, _inline_feedback(each))
        for each, share in zip(choices, shares, strict=True)
    ]


def _inline_feedback(choice: Element) -> str:
    return "".join(html_of(each) for each in children(choice, "feedbackInline"))


def _choice(body: Body, keys: Keys) -> Item:
    (interaction,) = body.interactions
    key, stem = keys.of(interaction), body.stem()
    if key.cardinality != "single" or interaction.get("maxChoices", "1") != "1":
        item = scoring.multiple(stem, _options(interaction, key, one=False))
        whole = (ALL_OR_NOTHING,) if not key.mapped and keys.rule != "own" else ()
        return replace(item, differs=item.differs + whole + keys.differs)
    item = scoring.single(stem, _options(interaction, key, one=True))
    names = {each.get("identifier", "").lower() for each in children(interaction, "simpleChoice")}
    kind = "truefalse" if names == {"true", "false"} else "single"
    return replace(item, type=kind, differs=item.differs + keys.differs)


def _judged(body: Body, keys: Keys) -> Item:
    (interaction,) = body.interactions
    return scoring.judged(body.stem(), _options(interaction, keys.of(interaction), one=True))


def _entry(body: Body, keys: Keys) -> Item:
    (interaction,) = body.interactions
    key, stem = keys.of(interaction), body.stem(BLANK).replace(f"<p>{BLANK}</p>", "")
    if key.base in NUMBERS:
        return _number(stem, key, keys)
    answers, strict = _accepted(key)
    item = scoring.accepted("short", stem, answers)
    return replace(item, differs=item.differs + keys.differs + strict)


def _accepted(key: Key) -> tuple[list[Scored], tuple[Reason, ...]]:
    texts = list(key.mapped) or list(key.correct)
    shares = key.shares(texts, one=True)
    answers = [Scored(text, share) for text, share in zip(texts, shares, strict=True)]
    return answers, (CASE,) if key.strict else ()


def _number(stem: str, key: Key, keys: Keys) -> Item:
    written = keys.tolerances()
    if written is None:
        answers = [replace(each, text=scoring.number(each.text)) for each in _accepted(key)[0]]
        item = scoring.accepted("numeric", stem, answers)
        return replace(item, differs=item.differs + keys.differs)
    values = [
        Part(scoring.number(value or "".join(key.correct[:1])), tolerance=scoring.number(within))
        for value, within in written
    ]
    return Item("numeric", stem, tuple(values))


def _gaps(body: Body, keys: Keys) -> Item:
    differs: tuple[Reason, ...] = keys.differs
    gaps: list[Gap] = []
    for interaction in body.interactions:
        key = keys.of(interaction)
        gaps.append(_gap(interaction, key))
        differs += (CASE,) if key.strict else ()
    marked = body.stem(GAP)
    return Item("cloze", marked, gaps=tuple(gaps), differs=tuple(dict.fromkeys(differs)))


def _gap(interaction: Element, key: Key) -> Gap:
    choices = children(interaction, "inlineChoice")
    if choices:
        shares = key.shares([each.get("identifier", "") for each in choices], one=True)
        options = [
            Scored(plain(html_of(it)), share) for it, share in zip(choices, shares, strict=True)
        ]
        return Gap(scoring.single("", options).parts, chosen=True)
    if key.base in NUMBERS:
        return Gap(tuple(Part(scoring.number(each)) for each in key.correct or key.mapped))
    return Gap(scoring.accepted("short", "", _accepted(key)[0]).parts)


def _match(body: Body, keys: Keys) -> Item:
    (interaction,) = body.interactions
    sets = children(interaction, "simpleMatchSet")
    if len(sets) != 2:
        raise Unfit(say("Soal menjodohkan ini tidak mempunyai dua kelompok."), "match")
    lefts, rights = (_named(each) for each in sets)
    key = keys.of(interaction)
    pairs = [each.split() for each in key.correct or key.mapped]
    if any(len(each) != 2 or each[0] not in lefts or each[1] not in rights for each in pairs):
        raise Unfit(say("Kuncinya menyebut pasangan yang tidak ada."), "match")
    if sorted(left for left, _ in pairs) != sorted(lefts):
        raise Unfit(say("Tidak setiap yang di kiri mempunyai tepat satu pasangan."), "match")
    met = dict(pairs)
    parts = [Part(text, True, "", rights[met[name]]) for name, text in lefts.items()]
    spare = [Part("", False, "", text) for name, text in rights.items() if name not in met.values()]
    whole = (ALL_OR_NOTHING,) if not key.mapped and keys.rule == "match_correct" else ()
    return Item("match", body.stem(), (*parts, *spare), differs=keys.differs + whole)


def _named(group: Element) -> dict[str, str]:
    choices = children(group, "simpleAssociableChoice")
    return {each.get("identifier", ""): html_of(each) for each in choices}


def _order(body: Body, keys: Keys) -> Item:
    (interaction,) = body.interactions
    choices = children(interaction, "simpleChoice")
    texts = {each.get("identifier", ""): html_of(each) for each in choices}
    key = keys.of(interaction)
    if sorted(key.correct) != sorted(texts):
        raise Unfit(say("Kuncinya tidak mengurutkan semua butir."), "order")
    steps = tuple(Part(texts[name]) for name in key.correct)
    return Item("order", body.stem(), steps, differs=keys.differs, lost=_whole(keys))


def _whole(keys: Keys) -> tuple[Reason, ...]:
    return (ALL_OR_NOTHING,) if keys.rule == "match_correct" else ()


def _essay(body: Body, _: Keys) -> Item:
    return Item("essay", body.stem(), rubric=body.rubric)


def asked(body: Body, label: str) -> Reader:
    """What reads items of this kind; raises Unfit for what we have not."""
    kinds = {local(each) for each in body.interactions}
    if not kinds:
        raise Unfit(say("Tidak ada yang ditanyakan: tanpa interaksi."), "qti")
    inside = kinds <= {"textEntryInteraction", "inlineChoiceInteraction"}
    if len(body.interactions) > 1 and not inside:
        raise Unfit(say("Soal ini berisi lebih dari satu interaksi."), body.kind)
    if inside and (len(body.interactions) > 1 or kinds != TYPED or label == "cloze"):
        return _gaps
    if body.kind not in READERS:
        text = say("Interaksi %(kind)s tidak ada padanannya di sini.", kind=body.kind)
        raise Unfit(text, body.kind)
    return _judged if label == "sjt" else READERS[body.kind]


READERS: dict[str, Reader] = {
    "choiceInteraction": _choice,
    "textEntryInteraction": _entry,
    "matchInteraction": _match,
    "orderInteraction": _order,
    "extendedTextInteraction": _essay,
}
