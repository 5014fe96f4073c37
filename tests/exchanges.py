"""Questions of every type as items, made by hand or by Hypothesis, and how two are compared."""

import json
from dataclasses import replace
from html import escape

from hypothesis import strategies as st

from lms.exchange.actions import Sent, begin
from lms.exchange.folder import content_of, put
from lms.exchange.items import GAP, Gap, Item, Part
from lms.exchange.models import ImportState
from lms.exchange.planning import Wanted, plan
from lms.foundation.markup import plain

SIGNS = "ab1 .,;:*_#[](){}<>&|!=~+-`\\\"'^/@$%é→”\n"
words = st.text(alphabet=SIGNS, min_size=1, max_size=16)
texts = words.map(lambda it: escape(f"a{it}", quote=False))
marks = st.sampled_from(["b", "em", "code", "sub"])
inline = st.one_of(
    texts, st.tuples(marks, texts, texts).map(lambda it: "<{0}>{1}</{0}>{2}".format(*it))
)
tables = texts.map(lambda it: f"<table><tr><td>{it}</td></tr></table>")
lists = st.lists(inline, min_size=1, max_size=2).map(
    lambda it: "<ul>" + "".join(f"<li>{each}</li>" for each in it) + "</ul>"
)
rich = st.lists(st.one_of(inline.map(lambda it: f"<p>{it}</p>"), tables, lists), max_size=2).map(
    "".join
)
stems = st.tuples(inline, rich).map(lambda it: f"<p>{it[0]}</p>{it[1]}")
typed = st.text(alphabet="abc déf-'.,", min_size=1, max_size=10).map(lambda it: f"j{it}".strip())
numbers = st.decimals(-9999, 9999, places=2).map(lambda it: f"{it.normalize():f}")
within = st.sampled_from(["0", "0.5", "2"])


def numbered(parts: list[Part]) -> tuple[Part, ...]:
    """Told apart by a number, since no two options may be the same."""
    return tuple(replace(part, text=f"{n} {part.text}") for n, part in enumerate(parts, 1))


parts = st.builds(Part, inline, st.just(False), rich)
several = st.lists(parts, min_size=2, max_size=4).map(numbered)
right_at = st.integers(0, 1)


def _one(made: tuple[Part, ...], right: int) -> tuple[Part, ...]:
    return tuple(replace(part, right=n == right) for n, part in enumerate(made))


def _some(made: tuple[Part, ...], right: int) -> tuple[Part, ...]:
    return tuple(replace(part, right=n <= right) for n, part in enumerate(made))


def _weighed(made: tuple[Part, ...], right: int) -> tuple[Part, ...]:
    weights = [5 if n == right else 1 + n % 4 for n in range(len(made))]
    pairs = zip(made, weights, strict=True)
    return tuple(replace(part, weight=weight, right=weight == 5) for part, weight in pairs)


def _binary(first: str, second: str, right: int) -> tuple[Part, ...]:
    return (Part("Benar", right == 0, first), Part("Salah", right == 1, second))


def _paired(lefts: tuple[Part, ...], spare: str) -> tuple[Part, ...]:
    pairs = [replace(it, right=True, feedback="", other=f"k{n}") for n, it in enumerate(lefts)]
    return (*pairs, Part("", False, "", f"z{spare}"))


answers = st.lists(
    st.builds(Part, typed, st.just(True), rich),
    min_size=1,
    max_size=3,
    unique_by=lambda it: it.text.casefold(),
)
figures = st.lists(
    st.builds(Part, numbers, st.just(True), rich, st.just(""), within), min_size=1, max_size=2
)
steps = st.lists(inline, min_size=2, max_size=4).map(
    lambda it: tuple(Part(f"{n} {each}") for n, each in enumerate(it))
)
gap = st.one_of(
    st.builds(lambda it: Gap((Part(it),)), typed),
    st.builds(lambda it: Gap((Part(f"x{it}", False), Part(f"y{it}")), chosen=True), typed),
)


cells = st.text(alphabet="ab1 |&<*_\\]é#", max_size=8).map(lambda it: f"m{it}m")
rubrics = st.tuples(cells, cells, cells).map(
    lambda it: (
        ("Perilaku", "1 Belum tampak", "2 Tampak"),
        (f"{' '.join(it[0].split())} (M.5)", *(" ".join(each.split()) for each in it[1:])),
    )
)
words_asked = st.sampled_from([None, 10])
most = st.sampled_from([None, 200])


def _cloze(stem: str, gaps: list[Gap]) -> dict[str, object]:
    marks = " ".join(GAP % number for number in range(1, len(gaps) + 1))
    return {"stem": f"{stem}<p>isi {marks} ya</p>", "gaps": tuple(gaps)}


def _item(type_: str, shape: st.SearchStrategy[tuple[Part, ...]]) -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        st.just(type_),
        stems,
        shape,
        general=rich,
        identifier=st.just("soal-1"),
        competency=st.sampled_from(["", "M.5"]),
        level=st.sampled_from([None, 2]),
        topic=st.sampled_from(["", "loket", "dua kata"]),
        unit=st.sampled_from(["", "kg"]) if type_ == "numeric" else st.just(""),
    )


ITEMS: dict[str, st.SearchStrategy[Item]] = {
    "single": _item("single", st.builds(_one, several, right_at)),
    "multiple": _item("multiple", st.builds(_some, several, right_at)),
    "truefalse": _item("truefalse", st.builds(_binary, rich, rich, right_at)),
    "short": _item("short", answers.map(tuple)),
    "numeric": _item("numeric", figures.map(tuple)),
    "match": _item("match", st.builds(_paired, several, typed)),
    "order": _item("order", steps),
    "sjt": _item("sjt", st.builds(_weighed, several, right_at)),
    "essay": st.builds(
        replace, _item("essay", st.just(())), rubric=rubrics, min_words=words_asked, max_words=most
    ),
    "cloze": st.builds(
        lambda item, gaps: replace(item, **_cloze(item.stem, gaps)),
        _item("cloze", st.just(())),
        st.lists(gap, min_size=1, max_size=3),
    ),
}


def bring(person_id: int, agency_id: int) -> int:
    """Send a file of which one question is new and one is broken; answers the import's id."""
    sent = Sent("soal.txt", put(b"Siapa? {=Warga ~Tidak ada}\n\nRusak? {=a"))
    found = begin(sent, Wanted("tur"), agency_id=agency_id, by=person_id)
    made = plan(content_of(sent.digest), Wanted("tur"))
    found.report_digest = put(json.dumps([it.kept() for it in made.lines]).encode())
    found.state, found.fresh, found.refused, found.total = ImportState.READY, 1, 1, 2
    return found.id


def said(html: str) -> str:
    """What a person reads of it; how it is laid out has no meaning."""
    return " ".join(plain(html).split())


def meaning(item: Item) -> tuple[object, ...]:
    """All that must survive a journey."""
    shown = [
        (said(it.text), it.right, said(it.feedback), said(it.other), it.tolerance, it.weight)
        for it in item.parts
    ]
    gaps = [
        (gap.chosen, [(it.text, it.right, it.tolerance) for it in gap.parts]) for gap in item.gaps
    ]
    tags = (item.competency, item.level, item.topic, item.points, item.unit, item.identifier)
    essay = (item.rubric, item.min_words, item.max_words)
    return (item.type, said(item.stem), said(item.general), shown, gaps, tags, essay)
