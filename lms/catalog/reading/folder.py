"""The content folder as a whole: every course, the bank, and what must be unique among them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lms.catalog.reading.courses import COURSE, CourseReader
from lms.catalog.reading.listing import Folder, Held, Listing
from lms.catalog.reading.shapes import (
    Mistake,
    ReadBank,
    ReadCourse,
    Reading,
    ReadModule,
    ReadQuestion,
    SurveyQuestion,
)
from lms.catalog.reading.sheet import Findings
from lms.catalog.reading.shelf import Shelf
from lms.catalog.reading.topics import BANK
from lms.foundation.language import say

TOP_FILES = {"readme.md", "license", "licence", "license.md"}
Placed = tuple[str, ReadQuestion | SurveyQuestion]  # a question and the path of its file


def read(folder: Path) -> Reading:
    """Read a content folder, or one course of it; never raises for what lies there.

    Every path in the answer is relative to the content folder, also where one course is read.
    """
    reading, findings = Reading(), Findings()
    where = _real(folder)
    if where is None or not where.is_dir():
        findings.mistakes.append(
            Mistake(str(folder), 1, 1, say("Folder ini tidak ada."), say("Periksa alamatnya."))
        )
    elif (where / COURSE).exists():
        listing = Folder(where.parent, findings)
        shelf = Shelf(listing, reading, with_bank=(where.parent / BANK).is_dir())
        _read_courses(listing, [where.name], shelf, reading)
    else:
        _read_all(Folder(where, findings), reading)
    _settle(reading, findings)
    return reading


def read_held(slug: str, files: Mapping[str, bytes]) -> Reading:
    """Read one course whose files, and those of the bank, are held by their paths in no folder."""
    reading, findings = Reading(), Findings()
    listing = Held(files, findings)
    shelf = Shelf(listing, reading, with_bank=_has_bank(files))
    _read_courses(listing, [slug], shelf, reading)
    _settle(reading, findings)
    return reading


def read_page(
    slug: str, name: str, files: Mapping[str, bytes], findings: Findings | None = None
) -> ReadModule | None:
    """One module of such a course by itself, as far as it can be read, faults or not."""
    listing = Held(files, findings or Findings())
    shelf = Shelf(listing, Reading(), with_bank=_has_bank(files))
    return CourseReader(listing, slug, {}, shelf).read_one(name)


def _has_bank(files: Mapping[str, bytes]) -> bool:
    return any(path.startswith(f"{BANK}/") for path in files)


def _real(folder: Path) -> Path | None:
    try:
        return folder.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in the name
        return None


def _read_all(listing: Listing, reading: Reading) -> None:
    folders, files = listing.names(".")
    courses = [name for name in folders if name != BANK]
    for name in files:
        if name.lower() not in TOP_FILES:
            listing.note(
                name, say("Berkas ini diabaikan."), say("Pindahkan ke dalam folder kursus.")
            )
    if not courses:
        listing.wrong(".", say("Tidak ada kursus di sini."), say("Buat folder berisi course.md."))
    shelf = Shelf(listing, reading, with_bank=BANK in folders)
    for topic in shelf:
        shelf.get(topic)
    _read_courses(listing, courses, shelf, reading)
    _note_unknown_prerequisites(listing, reading, courses)
    _note_undrawn(listing, reading)


def _read_courses(
    listing: Listing, names: list[str], bank: Mapping[str, ReadBank], reading: Reading
) -> None:
    for name in names:
        course = CourseReader(listing, name, reading.files, bank).read()
        if course:
            reading.courses.append(course)
    _refuse_twins(listing, [*_of_bank(reading.bank), *_of_courses(reading.courses)])


def _of_courses(courses: Iterable[ReadCourse]) -> list[Placed]:
    asked: list[Placed] = []
    for slug, module in ((course.slug, it) for course in courses for it in course.modules):
        path = f"{slug}/{module.file_name}"
        asked += [(path, question) for question in module.questions]
        asked += [(path, question) for question in module.survey]
    return asked


def _of_bank(bank: Iterable[ReadBank]) -> list[Placed]:
    return [(f"{BANK}/{each.topic}.md", question) for each in bank for question in each.questions]


def _refuse_twins(listing: Listing, questions: list[Placed]) -> None:
    """An identifier belongs to one question; both places are told, so that either can be mended."""
    first: dict[str, Placed] = {}
    for placed in questions:
        other = first.setdefault(placed[1].identifier, placed)
        if other is not placed:
            _report_twin(listing, other, placed)
            _report_twin(listing, placed, other)


def _report_twin(listing: Listing, one: Placed, other: Placed) -> None:
    path, question = one
    there = f"{other[0]}:{other[1].line + 1}"
    text = say(
        "Pengenal %(identifier)s juga dipakai di %(there)s.",
        identifier=question.identifier,
        there=there,
    )
    listing.findings.mistakes.append(
        Mistake(path, question.line + 1, 3, text, say("Beri salah satu pengenal lain."))
    )


def _note_unknown_prerequisites(listing: Listing, reading: Reading, known: list[str]) -> None:
    for course in reading.courses:
        for slug in course.facts["prerequisites"]:
            if slug not in known:
                text = say("Prasyarat %(slug)s tidak ada dalam folder ini.", slug=slug)
                mend = say("Abaikan bila kursus itu ditulis di tempat lain.")
                listing.note(f"{course.slug}/{COURSE}", text, mend)


def _note_undrawn(listing: Listing, reading: Reading) -> None:
    drawn = {each.topic for course in reading.courses for each in course.bank}
    for each in reading.bank:
        if each.topic not in drawn:
            text = say(
                "Belum ada kuis yang menarik soal dari berkas ini; ia hanya masuk ke bank soal."
            )
            mend = say(
                "Sebut %(topic)s di blueprint bila soalnya hendak dipakai.", topic=each.topic
            )
            listing.note(f"{BANK}/{each.topic}.md", text, mend)


def _settle(reading: Reading, findings: Findings) -> None:
    """Sort the findings and leave out what a mistake belongs to."""
    reading.mistakes = sorted(set(findings.mistakes))
    reading.notes = sorted(set(findings.notes))
    faulty = {mistake.path for mistake in reading.mistakes}
    folders = {path.partition("/")[0] for path in faulty}
    reading.seen = reading.courses
    reading.bank = [each for each in reading.bank if f"{BANK}/{each.topic}.md" not in faulty]
    sound = {each.topic for each in reading.bank}
    reading.courses = [
        course
        for course in reading.courses
        if course.slug not in folders and {each.topic for each in course.bank} <= sound
    ]
