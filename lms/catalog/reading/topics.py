"""One file of the bank by itself: its questions, and what is wrong with them by line."""

from lms.catalog.reading.declared import BankDeclared
from lms.catalog.reading.front import read_front
from lms.catalog.reading.grammar import SLUG
from lms.catalog.reading.prose import Addresses
from lms.catalog.reading.questions import note_bare_options, read_questions
from lms.catalog.reading.shapes import Mistake, ReadBank, Reading, ReadQuestion
from lms.catalog.reading.sheet import Findings, open_sheet
from lms.foundation.language import say

BANK = "bank"
LARGEST = 8 * 2**20  # bytes; an import brings thousands of questions at once


def read_bank(topic: str, content: bytes) -> Reading:
    """Read the text of `bank/<topic>.md`, which need lie in no folder.

    The answer holds the topic, unless there is a mistake.
    """
    reading, findings = Reading(), Findings()
    if not SLUG.fullmatch(topic):
        text, mend = (
            say("Nama topik tidak sah."),
            say("Pakai huruf kecil, angka, dan tanda hubung."),
        )
        findings.mistakes.append(Mistake(f"{BANK}/{topic}.md", 1, 1, text, mend))
    bank = read_topic(topic, content, findings)
    if bank:
        _refuse_twins(bank, findings)
    reading.mistakes, reading.notes = sorted(set(findings.mistakes)), sorted(set(findings.notes))
    reading.bank = [bank] if bank and not findings.mistakes else []
    return reading


def read_topic(topic: str, content: bytes, findings: Findings) -> ReadBank | None:
    """The questions of one file; what is wrong with it is added to `findings`."""
    sheet = open_sheet(f"{BANK}/{topic}.md", content, findings, LARGEST)
    front = sheet and read_front(sheet, BankDeclared)
    if not sheet or not front:
        return None
    questions = read_questions(sheet, front.body, Addresses("", {}, {}))
    note_bare_options(sheet, questions)
    return ReadBank(topic, front.said.title, content, questions)


def _refuse_twins(bank: ReadBank, findings: Findings) -> None:
    first: dict[str, ReadQuestion] = {}
    for question in bank.questions:
        other = first.setdefault(question.identifier, question)
        if other is not question:
            text = say(
                "Pengenal %(identifier)s juga dipakai di baris %(line)s.",
                identifier=question.identifier,
                line=other.line + 1,
            )
            mend = say("Beri salah satu pengenal lain.")
            path = f"{BANK}/{bank.topic}.md"
            findings.mistakes.append(Mistake(path, question.line + 1, 3, text, mend))
