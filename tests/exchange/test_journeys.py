"""What leaves in another format and comes back means the same, for every type that it knows."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exchanges import ITEMS, meaning
from lms.catalog.models import QuestionVersion
from lms.catalog.reading.grammar import TYPES
from lms.catalog.reading.shapes import ReadQuestion
from lms.exchange.checking import Defaults, check
from lms.exchange.formats import READERS, WRITERS
from lms.exchange.items import Found, Item, Unfit
from lms.exchange.stored import item_of

TYPES_OF = {
    "gift": sorted(ITEMS.keys() - {"order", "cloze"}),
    "moodle-xml": sorted(ITEMS),
    "qti": sorted(ITEMS),
}
JOURNEYS = [(form, kind) for form, kinds in TYPES_OF.items() for kind in kinds]
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.mark.parametrize(("form", "kind"), JOURNEYS)
def test_an_item_comes_back_as_it_left(form: str, kind: str) -> None:
    @few
    @given(ITEMS[kind])
    def journey(item: Item) -> None:
        try:
            (found,) = READERS[form](WRITERS[form]([item]))
        except Unfit:
            assume(False)
        assert found.item, found.reason
        assert meaning(found.item) == meaning(item)
        assert found.item.differs == ()

    journey()


def _kept(read: ReadQuestion) -> QuestionVersion:
    """As the database would have it."""
    return QuestionVersion(
        key="bank#soal-1",
        type=read.type,
        competency_code=read.competency,
        level=read.level,
        topic=read.topic,
        points=read.points,
        content=read.content,
    )


@pytest.mark.parametrize("kind", sorted(ITEMS.keys() & set(TYPES)))
def test_our_own_grammar_holds_every_item(kind: str) -> None:
    @few
    @given(st.lists(ITEMS[kind], min_size=1, max_size=3))
    def journey(items: list[Item]) -> None:
        found = [Found("1", item.type, item) for item in items]
        for item, checked in zip(items, check(found, Defaults(), own_rule=False), strict=True):
            assert checked.question, checked.reason
            assert meaning(item_of(_kept(checked.question))) == meaning(item)

    journey()
