"""Courses put into the catalogue as rows, a hundred as fast as one; what a page lists of them."""

import re
from hashlib import sha256
from html import unescape
from typing import Any

from browser import Browser
from cast import Cast
from lms.catalog.models import Course, CourseCompetency, Document, Revision, RevisionModule
from lms.catalog.publishing.indexing import index
from lms.foundation import clock
from lms.foundation.database import db, transaction

FACTS = {"prerequisites": [], "goals": [], "authors": [], "completion": {"require": "all"}}


def add(cast: Cast, title: str, **facts: Any) -> str:
    """A further course of the province, of `modules` (texts by title); answers its slug."""
    aims: dict[str, int] = facts.pop("aims", {})
    modules: dict[str, str] = facts.pop("modules", {})
    row = {
        "slug": re.sub(r"\W+", "-", title.lower()),
        "agency_id": cast.province,
        "title": title,
        "summary": "Tentang pekerjaan sehari-hari.",
        "theme": "digital",
        "language": "id",
        "jp": 4,
        "form_code": 16,
    }
    with transaction():
        course = Course(**(row | facts))
        db.session.add(course)
        db.session.flush()
        if "revision_id" not in facts:
            course.revision_id = _revision(course, modules)
        for code, level in aims.items():
            aim = CourseCompetency(course_id=course.id, competency_code=code, level=level)
            db.session.add(aim)
        db.session.flush()
        if course.revision_id:
            index(course.id)
        return course.slug


def _revision(course: Course, modules: dict[str, str]) -> int:
    revision = Revision(
        course_id=course.id,
        number=1,
        digest=course.slug,
        document_digest=_document("", course.slug),
        published_at=clock.now(),
    )
    db.session.add(revision)
    db.session.flush()
    for position, (title, text) in enumerate(modules.items(), 1):
        slug = f"modul-{position}"
        module = RevisionModule(
            revision_id=revision.id,
            position=position,
            slug=slug,
            kind="lesson",
            title=title,
            minutes=3,
            file_name=f"{position:02}-{slug}.md",
            document_digest=_document(text, f"{course.slug}/{slug}"),
        )
        db.session.add(module)
    return revision.id


def _document(text: str, name: str) -> str:
    digest = sha256(name.encode()).hexdigest()
    db.session.add(
        Document(digest=digest, kind="lesson", source=b"", html=f"<p>{text}</p>", facts=FACTS)
    )
    db.session.flush()
    return digest


def found(browser: Browser, query: str = "") -> list[str]:
    """The titles that the page lists."""
    page = browser.get(f"/courses{query}")
    assert page.status_code == 200
    rows = re.findall(r'<h3><a href="/courses/[^"]*">(.*?)</a></h3>', page.text, re.DOTALL)
    return [unescape(re.sub("</?mark>", "", row)) for row in rows]
