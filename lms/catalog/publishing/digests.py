"""The digests by which documents, questions and revisions know their like.

HTML is left out of a document's digest, so that a newer renderer changes nothing until an author
does; what a text resolved to is in it, so that a mended picture does.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from lms.catalog.reading.shapes import ReadBank, ReadCourse, ReadModule, ReadQuestion

BANK = "bank"


def _digest(*parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def question_key(owner: str, question: ReadQuestion) -> str:
    """What a question is called through all its wordings; a course's slug or `BANK` owns it."""
    return f"{owner}#{question.identifier}"


def question_digest(owner: str, question: ReadQuestion) -> str:
    """Of all that has a meaning; how the source is laid out has none."""
    return _digest(
        question_key(owner, question),
        question.type,
        question.competency,
        question.level,
        question.topic,
        question.points,
        question.content,
    )


def course_digest(course: ReadCourse) -> str:
    return _document("course", course.source, course.addresses)


def module_digest(course: ReadCourse, module: ReadModule) -> str:
    # A quiz points to questions, and their keys begin with the course's slug.
    owner = course.slug if module.questions else ""
    return _document(module.kind, module.source, module.addresses, owner)


def bank_digest(bank: ReadBank) -> str:
    return _document("bank", bank.source, {}, bank.topic)


def _document(kind: str, source: bytes, addresses: Mapping[str, str], owner: str = "") -> str:
    return _digest(kind, sha256(source).hexdigest(), dict(addresses), owner)


def revision_digest(course: ReadCourse) -> str:
    """Of the pointers alone: the same folder published twice is one revision."""
    return _digest(
        course_digest(course),
        [(each.file_name, module_digest(course, each)) for each in course.modules],
        [(each.name, each.digest) for each in course.media],
    )
