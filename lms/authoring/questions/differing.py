"""What differs between two wordings of a question, part by part; and between two files of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.authoring.blocks import aligned
from lms.authoring.questions.stack import Stack, named, stack_of
from lms.authoring.questions.types import KINDS
from lms.catalog.wording import Answer, Wording, wording_of
from lms.foundation.differences import Piece, beside, matcher
from lms.foundation.language import Sentence, say

FACTS = {
    "type": say("Jenis soal"),
    "competency": say("Kompetensi"),
    "level": say("Tingkat"),
    "points": say("Poin"),
    "topic": say("Topik"),
    "unit": say("Satuan"),
    "min_words": say("Kata paling sedikit"),
    "max_words": say("Kata paling banyak"),
}
ONE_POINT = "1"
KEYED = {"single", "multiple", "truefalse", "sjt", "match"}  # some of its answers are right


@dataclass(frozen=True)
class Part:
    """One part as it was and as it is."""

    name: Sentence
    old: list[Piece]
    new: list[Piece]


@dataclass(frozen=True)
class Asked:
    """A question that one file has otherwise than another."""

    heading: str
    was: int  # its number, 0 where the file has it not
    now: int
    moved: bool
    parts: list[Part]


def questions_differing(old: bytes, new: bytes) -> list[Asked]:
    """In the order of the new file, those that are gone at the end."""
    before, after = stack_of(old), stack_of(new)
    here, there = _numbers(before), _numbers(after)
    stayed = {
        name
        for kind, i, j, _, _ in matcher(
            [it for it in here if it in there], [it for it in there if it in here]
        ).get_opcodes()
        if kind == "equal"
        for name in [it for it in here if it in there][i:j]
    }
    found = [
        _asked(before, after, here.get(name, 0), there.get(name, 0), name not in stayed)
        for name in {**there, **here}
    ]
    return [each for each in found if each.parts or each.moved]


def _numbers(stack: Stack) -> dict[str, int]:
    return {named(stack.text(n)): n for n in range(1, len(stack.questions) + 1)}


def _asked(before: Stack, after: Stack, was: int, now: int, elsewhere: bool) -> Asked:
    old = before.text(was) if was else ""
    new = after.text(now) if now else ""
    heading = (new or old).split("\n", 1)[0].removeprefix("##").strip()
    return Asked(heading, was, now, bool(was and now and elsewhere), parts_differing(old, new))


def parts_differing(old: str, new: str) -> list[Part]:
    """Of one question; where it cannot be taken apart, its text is one part."""
    before, after = (wording_of(text) if text else _NOTHING for text in (old, new))
    if before is None or after is None:
        pairs = [(say("Teks soal"), old, new)]
    else:
        pairs = [*_said(before, after)]
    return [Part(name, *beside(one, other)) for name, one, other in pairs if one != other]


_NOTHING = Wording("", "", "")
Pair = tuple[Sentence, str, str]


def _said(old: Wording, new: Wording) -> Iterator[Pair]:
    yield say("Pertanyaan"), old.heading, new.heading
    yield say("Keterangan"), old.more, new.more
    yield from _answers(old, new)
    yield say("Umpan balik umum"), old.general, new.general
    yield say("Rubrik"), _table(old), _table(new)
    for name, label in FACTS.items():
        yield label, _fact(old, name), _fact(new, name)


def _fact(it: Wording, name: str) -> str:
    if name == "type":
        return str(KINDS[it.type].label) if it.type in KINDS else it.type
    return it.facts.get(name, ONE_POINT if name == "points" and it.type else "")


def _table(it: Wording) -> str:
    return "\n".join(" | ".join(row) for row in it.rubric)


def _answers(old: Wording, new: Wording) -> Iterator[Pair]:
    """Options, steps, pairs, or what is accepted; and which of them are right."""
    pairs = _paired(old.answers, new.answers)
    for i, k in pairs:
        one = old.answers[i] if i is not None else Answer()
        other = new.answers[k] if k is not None else Answer()
        number = ((k if k is not None else i) or 0) + 1
        yield say("Pilihan %(number)d", number=number), _text(one), _text(other)
        name = say("Umpan balik pilihan %(number)d", number=number)
        yield name, one.feedback, other.feedback
    whole = [(i, k) for i, k in pairs if i is not None and k is not None]
    ordered = [i for i, _ in sorted(whole, key=lambda it: it[1])]
    if ordered != sorted(ordered):
        name = say("Urutan yang benar") if new.type == "order" else say("Urutan pilihan")
        yield name, _listed(old, old.answers), _listed(new, new.answers)
    if _right(old, pairs, 0) != _right(new, pairs, 1):
        yield say("Kunci"), _listed(old, _keyed(old)), _listed(new, _keyed(new))


def _paired(
    olds: tuple[Answer, ...], news: tuple[Answer, ...]
) -> list[tuple[int | None, int | None]]:
    """The same words wherever they stand, then what is alike; the rest stands alone."""
    found: dict[int, int] = {}
    for k, each in enumerate(news):
        same = (i for i, it in enumerate(olds) if _text(it) == _text(each) and i not in found)
        if (i := next(same, None)) is not None:
            found[i] = k
    left = [i for i in range(len(olds)) if i not in found]
    right = [k for k in range(len(news)) if k not in found.values()]
    for a, b in aligned([_text(olds[i]) for i in left], [_text(news[k]) for k in right]):
        found[left[a]] = right[b]
    gone = [(i, None) for i in range(len(olds)) if i not in found]
    known = {k: i for i, k in found.items()}
    return [*((known.get(k), k) for k in range(len(news))), *gone]


def _text(it: Answer) -> str:
    return f"{it.text} → {it.other}".strip() if it.other else it.text


def _right(it: Wording, pairs: list[tuple[int | None, int | None]], side: int) -> set[object]:
    """The right ones by their pairs, each with its weight."""
    if it.type not in KEYED:
        return set()
    places = {pair[side]: pair for pair in pairs}
    return {(places[n], each.mark) for n, each in enumerate(it.answers) if each.mark.strip()}


def _keyed(it: Wording) -> tuple[Answer, ...]:
    return tuple(each for each in it.answers if each.mark.strip())


def _listed(it: Wording, answers: tuple[Answer, ...]) -> str:
    """One a line; what is weighed with its weight."""
    if it.type == "order":
        return "\n".join(f"{n}. {_text(each)}" for n, each in enumerate(answers, 1))
    weighed = it.type == "sjt"
    return "\n".join(f"{each.mark}: {_text(each)}" if weighed else _text(each) for each in answers)
