"""What a QTI item asks, what it declares to be right, and how it scores."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from lms.exchange.items import Gap, Item, Part
from lms.exchange.rubrics import table

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
SEVERAL = {"multiple": "multiple", "match": "multiple", "order": "ordered"}
BASES = {"short": "string", "numeric": "float", "match": "directedPair", "essay": "string"}
Fill = Callable[[Element, str], None]
Key = list[tuple[str, str, bool]]  # a value, what it is worth, and whether it is right


def declare(item_element: Element, item: Item) -> None:
    """Declare every response with its key, and the outcome."""
    if item.type == "cloze":
        for number, gap in enumerate(item.gaps, 1):
            _declare(item_element, f"RESPONSE_{number}", ("single", _base(gap)), _gap_key(gap))
    else:
        kind = SEVERAL.get(item.type, "single"), BASES.get(item.type, "identifier")
        _declare(item_element, "RESPONSE", kind, _key(item))
    given = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    SubElement(item_element, "outcomeDeclaration", given)


def _declare(parent: Element, name: str, kind: tuple[str, str], key: Key) -> None:
    cardinality, base = kind
    given = {"identifier": name, "cardinality": cardinality, "baseType": base}
    declared = SubElement(parent, "responseDeclaration", given)
    if not key:
        return
    correct = SubElement(declared, "correctResponse")
    right = [value for value, _, good in key if good]
    for value in right if cardinality != "single" else right[:1]:
        SubElement(correct, "value").text = value
    if cardinality == "ordered" or base == "float":
        return
    mapping = SubElement(declared, "mapping", {"lowerBound": "0", "defaultValue": "0"})
    for value, worth, _ in key:
        SubElement(mapping, "mapEntry", {"mapKey": value, "mappedValue": worth})


def _key(item: Item) -> Key:
    names = names_of(item)
    if item.type in {"short", "numeric"}:
        return [(part.text, "1", True) for part in item.parts]
    if item.type == "match":
        rights = _rights(item)
        lefts = [part for part in item.parts if part.right]
        return [(f"L{n} R{rights.index(it.other) + 1}", "1", True) for n, it in enumerate(lefts, 1)]
    wrong = "-1" if item.type == "multiple" else "0"
    return [
        (name, str(part.weight or (1 if part.right else wrong)), part.right)
        for name, part in zip(names, item.parts, strict=True)
    ]


def names_of(item: Item) -> list[str]:
    """The identifiers of the options."""
    if item.type == "truefalse":
        return ["true", "false"]
    return [f"C{number}" for number in range(1, len(item.parts) + 1)]


def _rights(item: Item) -> list[str]:
    return list(dict.fromkeys(part.other for part in item.parts))


def _base(gap: Gap) -> str:
    return "identifier" if gap.chosen else "string"


def _gap_key(gap: Gap) -> Key:
    return [
        (f"C{n}" if gap.chosen else part.text, "1" if part.right else "0", part.right)
        for n, part in enumerate(gap.parts, 1)
    ]


def process(item_element: Element, item: Item) -> None:
    """How the responses become a score."""
    if item.type == "essay":
        return
    processing = SubElement(item_element, "responseProcessing")
    if item.type == "cloze":
        total = SubElement(
            SubElement(processing, "setOutcomeValue", {"identifier": "SCORE"}), "sum"
        )
        for number in range(1, len(item.gaps) + 1):
            SubElement(total, "mapResponse", {"identifier": f"RESPONSE_{number}"})
    elif item.type == "numeric":
        _compare(processing, item.parts)
    else:
        name = "match_correct" if item.type in {"order", "single", "truefalse"} else "map_response"
        processing.set("template", TEMPLATES + name)


def _compare(processing: Element, parts: tuple[Part, ...]) -> None:
    rule = SubElement(SubElement(processing, "responseCondition"), "responseIf")
    either = SubElement(rule, "or")
    for part in parts:
        within = {"toleranceMode": "absolute", "tolerance": f"{part.tolerance} {part.tolerance}"}
        equal = SubElement(either, "equal", within)
        SubElement(equal, "variable", {"identifier": "RESPONSE"})
        SubElement(equal, "baseValue", {"baseType": "float"}).text = part.text
    outcome = SubElement(rule, "setOutcomeValue", {"identifier": "SCORE"})
    SubElement(outcome, "baseValue", {"baseType": "float"}).text = "1"


def _choice(item: Item, fill: Fill) -> list[Element]:
    most = "0" if item.type == "multiple" else "1"
    asked = _asked("choiceInteraction", shuffle="true", maxChoices=most)
    for name, part in zip(names_of(item), item.parts, strict=True):
        fill(SubElement(asked, "simpleChoice", {"identifier": name}), part.text)
    return [asked]


def _entry(_: Item, __: Fill) -> list[Element]:
    paragraph = Element("p")
    SubElement(paragraph, "textEntryInteraction", {"responseIdentifier": "RESPONSE"})
    return [paragraph]


def _match(item: Item, fill: Fill) -> list[Element]:
    asked = _asked("matchInteraction", shuffle="true", maxAssociations="0")
    lefts = [part.text for part in item.parts if part.right]
    for letter, texts in (("L", lefts), ("R", _rights(item))):
        group = SubElement(asked, "simpleMatchSet")
        for number, text in enumerate(texts, 1):
            given = {"identifier": f"{letter}{number}", "matchMax": "1" if letter == "L" else "0"}
            fill(SubElement(group, "simpleAssociableChoice", given), text)
    return [asked]


def _order(item: Item, fill: Fill) -> list[Element]:
    asked = _asked("orderInteraction", shuffle="true")
    for name, part in zip(names_of(item), item.parts, strict=True):
        fill(SubElement(asked, "simpleChoice", {"identifier": name}), part.text)
    return [asked]


def _gaps(item: Item, _: Fill) -> list[Element]:
    return [_gap(gap, f"RESPONSE_{number}") for number, gap in enumerate(item.gaps, 1)]


def _gap(gap: Gap, name: str) -> Element:
    if not gap.chosen:
        return Element("textEntryInteraction", {"responseIdentifier": name})
    asked = Element("inlineChoiceInteraction", {"responseIdentifier": name, "shuffle": "true"})
    for number, part in enumerate(gap.parts, 1):
        SubElement(asked, "inlineChoice", {"identifier": f"C{number}"}).text = part.text
    return asked


def _essay(item: Item, fill: Fill) -> list[Element]:
    asked = [_asked("extendedTextInteraction")]
    if item.rubric:
        notes = Element("rubricBlock", {"view": "scorer"})
        fill(notes, table(item.rubric))
        asked.append(notes)
    return asked


def _asked(name: str, **given: str) -> Element:
    return Element(name, {"responseIdentifier": "RESPONSE", **given})


ASKS: dict[str, Callable[[Item, Fill], list[Element]]] = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _choice,
    "sjt": _choice,
    "short": _entry,
    "numeric": _entry,
    "match": _match,
    "order": _order,
    "cloze": _gaps,
    "essay": _essay,
}
