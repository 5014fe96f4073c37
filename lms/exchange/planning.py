"""What an import would do: which questions are new, by which identifier, and what is said of each.

Nothing is written here, so a plan is also what a dry run shows.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten

from sqlalchemy import select

from lms.catalog.models import BankTopic, QuestionPlace
from lms.catalog.publishing.digests import BANK, question_digest
from lms.catalog.reading.shapes import ReadQuestion
from lms.exchange.checking import Checked, Defaults, check, named
from lms.exchange.formats import read
from lms.exchange.items import Reason
from lms.exchange.report import IMPORTED, SKIPPED, Line
from lms.foundation.database import rows
from lms.foundation.language import Sentence, joined, say
from lms.foundation.markup import plain
from lms.standards.queries import competency_names

ASKED_AT_ONCE = 400  # keys in one statement
HOLES = re.compile(r"\ue000\d+\ue001")  # as items.GAP marks them
LONGEST = 120  # letters by which somebody knows a question again
Told = Callable[[int, int], None]  # questions done, questions in all


@dataclass(frozen=True)
class Wanted:
    """What whoever imports has chosen."""

    topic: str
    title: str = ""
    form: str = ""  # detected where it is not named
    defaults: Defaults = field(default_factory=Defaults)
    own_rule: bool = False
    agency_id: int | None = None  # whose topic it is; None where that is not decided


@dataclass
class Plan:
    lines: list[Line] = field(default_factory=list)
    questions: list[ReadQuestion] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many are not in the bank once this is done."""
        return sum(line.outcome == "refused" for line in self.lines)

    @property
    def again(self) -> int:
        return sum(line.again for line in self.lines)


@dataclass(frozen=True)
class _Standing:
    """A question that has an identifier already, and where."""

    digest: str
    where: Sentence
    others: bool = False  # another agency's, so that nothing is told of it but that it is taken


def plan(content: bytes, wanted: Wanted, told: Told = lambda _, __: None) -> Plan:
    """Read the file and say what an import of it would do now; raises Invalid, Conflict."""
    found = read(content, wanted.form)
    defaults = Defaults(
        wanted.defaults.competency, wanted.defaults.level, wanted.defaults.topic or wanted.topic
    )
    checked: list[Checked] = []
    for each in check(found, defaults, own_rule=wanted.own_rule):
        checked.append(each)
        told(len(checked), len(found))
    return _settled(checked, wanted.agency_id)


def _settled(checked: Sequence[Checked], owner: int | None) -> Plan:
    checked = [_named_by(each, owner) for each in checked]
    known = _standing([name for each in checked for name in each.names], owner)
    codes, made = competency_names(), Plan()
    for each in checked:
        line, question = _placed(each, known, codes)
        made.lines.append(line)
        if question:
            made.questions.append(question)
            here = say("di berkas ini, pada %(source)s", source=line.source)
            known[line.name] = _Standing(question_digest(BANK, question), here)
    return made


def _placed(
    each: Checked, known: dict[str, _Standing], codes: dict[str, str]
) -> tuple[Line, ReadQuestion | None]:
    question = each.question
    if question is None:
        return _line(each, SKIPPED, each.reason), None
    if question.competency and question.competency not in codes:
        text = say("Kompetensi %(code)s tidak dikenal.", code=question.competency)
        return _line(each, SKIPPED, text), None
    for name in _open_to(each, known):
        standing, candidate = known.get(name), named(question, name)
        if standing is None:
            said = joined((each.reason, _renamed(each, name)))
            return _line(each, IMPORTED, said, name), candidate
        if not standing.others and standing.digest == question_digest(BANK, candidate):
            text = say("Sama dengan yang ada %(where)s.", where=standing.where)
            return replace(_line(each, SKIPPED, text, name), again=True), None
    last = _open_to(each, known)[-1]  # made of what it says, so only its labels are others
    text = say("Isinya sama dengan yang ada %(where)s; penandanya lain.", where=known[last].where)
    return replace(_line(each, SKIPPED, text, last), again=True), None


def _named_by(each: Checked, owner: int | None) -> Checked:
    """With a last name that no other agency takes, for what another has just so."""
    return replace(each, names=(*each.names, f"{each.names[-1]}-{owner}")) if each.names else each


def _open_to(each: Checked, known: dict[str, _Standing]) -> tuple[str, ...]:
    """The names but the last, which is only for what stands with another agency."""
    *names, _ = each.names
    standing = known.get(names[-1])
    return each.names if standing and standing.others else tuple(names)


def _renamed(each: Checked, name: str) -> Reason:
    if name == each.names[0]:
        return ""
    return say("Pengenal %(old)s sudah dipakai; menjadi %(new)s.", old=each.names[0], new=name)


def _line(each: Checked, status: str, reason: Reason, name: str = "") -> Line:
    kind = each.question.type if each.question else each.found.type
    return Line(_clean(each.found.source), kind, status, reason, name, heading=_heading(each))


def _clean(source: Reason) -> Reason:
    """On one line, whatever the file calls its questions."""
    if isinstance(source, str):
        return " ".join(source.split())
    said = source.values.items()
    values = {name: " ".join(it.split()) if isinstance(it, str) else it for name, it in said}
    return Sentence(source.text, values)


def _heading(each: Checked) -> str:
    """Clean text; a page escapes it as it does all else."""
    item = each.found.item
    stem = HOLES.sub("(…)", item.stem) if item else ""
    return shorten(plain(stem), LONGEST, placeholder=" …")


def _standing(names: Sequence[str], owner: int | None) -> dict[str, _Standing]:
    found: dict[str, _Standing] = {}
    for start in range(0, len(names), ASKED_AT_ONCE):
        keys = [f"{BANK}#{name}" for name in names[start : start + ASKED_AT_ONCE]]
        wanted = (
            select(QuestionPlace.key, QuestionPlace.digest, QuestionPlace.agency_id, BankTopic.slug)
            .outerjoin(BankTopic, BankTopic.id == QuestionPlace.topic_id)
            .where(QuestionPlace.key.in_(keys))
        )
        for key, digest, agency_id, topic in rows(wanted):
            where = say("di bank, topik %(topic)s", topic=topic)
            others = owner not in {None, agency_id}
            found[key.partition("#")[2]] = _Standing(digest, where, others)
    return found
