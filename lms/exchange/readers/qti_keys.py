"""What a QTI item declares to be right, and how it scores."""

from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from lms.exchange.items import Reason, Unfit
from lms.exchange.readers import scoring
from lms.exchange.trees import child, children, local, text_of
from lms.foundation.language import say

RULES = ("match_correct", "map_response")
SUMS = {"responseProcessing", "setOutcomeValue", "sum", "mapResponse"}
OWN_RULE = say("Sumber memakai aturan penilaian sendiri; di sini hanya kuncinya yang dipakai.")


@dataclass(frozen=True)
class Key:
    """One declared response."""

    cardinality: str
    base: str
    correct: tuple[str, ...]
    mapped: dict[str, Decimal]
    default: Decimal = Decimal(0)
    strict: bool = False  # letter case counts

    def shares(self, values: list[str], *, one: bool) -> list[Decimal]:
        """What each value is worth, as a part of what all right ones are worth together."""
        if not self.mapped:
            right = set(self.correct)
            if one:
                return [Decimal(each in right) for each in values]
            return [Decimal(1 if each in right else -1) / max(1, len(right)) for each in values]
        worth = [self.mapped.get(each, self.default) for each in values]
        gains = [each for each in worth if each > 0]
        full = (max(gains) if one else sum(gains, Decimal(0))) if gains else Decimal(1)
        return [each / full for each in worth]


@dataclass
class Keys:
    """The declared responses of an item, and its rule."""

    item: Element
    found: dict[str, Key] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in children(self.item, "responseDeclaration"):
            self.found[each.get("identifier", "")] = _key(each)

    def of(self, interaction: Element) -> Key:
        key = self.found.get(interaction.get("responseIdentifier", ""))
        if key is None or not (key.correct or key.mapped):
            raise Unfit(say("Soal ini tidak menyebut kunci jawaban."))
        return key

    @property
    def rule(self) -> str:
        """The named rule, "own" for one that is written out, "" where there is none."""
        processing = child(self.item, "responseProcessing")
        if processing is None:
            return ""
        if {local(each) for each in processing.iter()} <= SUMS and len(processing):
            return "map_response"
        template = processing.get("template", "").lower()
        return next((each for each in RULES if each in template), "own")

    @property
    def differs(self) -> tuple[Reason, ...]:
        return (OWN_RULE,) if self.rule == "own" else ()

    def tolerances(self) -> list[tuple[str, str]] | None:
        """Value and tolerance of each `equal` of a rule that is nothing but such; else None."""
        processing = child(self.item, "responseProcessing")
        equals = (
            []
            if processing is None
            else [each for each in processing.iter() if local(each) == "equal"]
        )
        if not equals or any(not _is_plain(each) for each in equals):
            return None
        return [(_value(each), each.get("tolerance", "0").split()[0]) for each in equals]


def _key(declared: Element) -> Key:
    mapping = child(declared, "mapping")
    entries = [] if mapping is None else children(mapping, "mapEntry")
    mapped = {
        each.get("mapKey", ""): scoring.percentage(each.get("mappedValue", "0")) for each in entries
    }
    correct = child(declared, "correctResponse")
    values = [] if correct is None else children(correct, "value")
    given = "0" if mapping is None else mapping.get("defaultValue", "0")
    return Key(
        declared.get("cardinality", "single"),
        declared.get("baseType", "string"),
        tuple(text_of(each) for each in values),
        mapped,
        scoring.percentage(given),
        any(each.get("caseSensitive") == "true" for each in entries),
    )


def _is_plain(equal: Element) -> bool:
    """Whether it compares the response with a value, within an even tolerance."""
    within = equal.get("tolerance", "0").split()
    absolute = equal.get("toleranceMode", "exact") in {"absolute", "exact"}
    return absolute and len(set(within)) == 1 and child(equal, "variable") is not None


def _value(equal: Element) -> str:
    return text_of(equal, "baseValue")
