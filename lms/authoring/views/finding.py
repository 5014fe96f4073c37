"""A course at its authors' workbench: its manuscript, what that holds and what the reader says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from lms.authoring import actions, front, outline, policies, queries
from lms.authoring.checking import Checked, check
from lms.authoring.models import Manuscript, ManuscriptFile, ManuscriptState, ManuscriptStep
from lms.authoring.outline import Part
from lms.authoring.sealing import seal
from lms.authoring.spoken import by_form
from lms.catalog import library
from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.catalog.queries import ABOUT
from lms.catalog.reading.shapes import Mistake
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.web.errors import lead_back

NOT_YOURS = say(
    "Kursus ini ditulis pengajar dan penyelenggara instansi pemiliknya. Mintalah peran itu kepada "
    "pengelola bila Anda ikut menulisnya."
)
NOT_OPEN = say("Naskah kursus ini belum dibuka. Bukalah dari meja tulisnya.")


@dataclass
class Bench:
    """One course, as its authors work on it."""

    slug: str
    agency_id: int
    course: Course | None
    held: Manuscript | None
    mine: bool  # whether the visitor may write here

    @property
    def manuscript(self) -> Manuscript:
        """Raises NotFound where none is open."""
        if self.held is None:
            raise NotFound(NOT_OPEN)
        return self.held

    @property
    def title(self) -> str:
        if self.held:
            return self.held.title
        return self.course.title if self.course else self.slug

    @cached_property
    def files(self) -> Sequence[ManuscriptFile]:
        return queries.files(self.manuscript.id)

    @cached_property
    def parts(self) -> list[Part]:
        return outline.outline(self.files)

    @cached_property
    def checked(self) -> Checked:
        return check(self.slug, self.files)

    @cached_property
    def about(self) -> dict[str, Any]:
        return front.values_of(self.file(ABOUT).source or b"")

    def file(self, path: str) -> ManuscriptFile:
        return queries.file_at(self.manuscript.id, path)

    def part(self, module_slug: str) -> Part:
        """By its slug, or by one that it had since the manuscript was opened."""
        found = next((each for each in self.parts if each.slug == module_slug), None)
        if found is None:
            once = queries.once_at(self.manuscript.id, module_slug)
            found = next((each for each in self.parts if each.file.id == once), None)
        if found is None:
            raise NotFound
        return found

    @property
    def address(self) -> str:
        return url_for("authoring.bench", slug=self.slug)

    @property
    def refereeing_address(self) -> str:
        return url_for("authoring.refereeing", slug=self.slug)

    @cached_property
    def demands_two(self) -> bool:
        return queries.demands_two(self.agency_id, self.slug)

    @property
    def may_publish(self) -> bool:
        """Whether nobody need approve it any more; mistakes may still stand in the way."""
        if self.demands_two:
            return queries.is_approved(self.manuscript, seal(self.files))
        return self.manuscript.state != ManuscriptState.REFEREED

    @property
    def made_from(self) -> queries.MadeFrom | None:
        return queries.made_from(self.agency_id, self.slug)

    @cached_property
    def last_step(self) -> ManuscriptStep | None:
        return queries.last_step(self.manuscript.id)

    def module_address(self, part: Part) -> str:
        return url_for("authoring.module", slug=self.slug, module_slug=part.slug)

    def way_into(self, part: Part) -> str:
        """The page on which most of it is written: its questions, its scenes, or its text."""
        page = {"quiz": "questions", "scenario": "scenes"}.get(part.kind, "module")
        return url_for(f"authoring.{page}", slug=self.slug, module_slug=part.slug)

    def by_form(self, mistake: Mistake) -> Mistake:
        """As its form says it; the facts of a course are named by their keys."""
        return mistake if mistake.path.endswith(ABOUT) else by_form(mistake)

    def mistake_title(self, mistake: Mistake) -> Sentence | str:
        """What people call the file that it is in."""
        path = mistake.path.removeprefix(f"{self.slug}/")
        found = next((each for each in self.files if each.path == path), None)
        return outline.title_of(path, found.source if found else None)

    def called(self, slugs: Iterable[str]) -> list[str]:
        """Modules by their titles, those too that learners still see and this has no more."""
        base = self.manuscript.base_revision_id
        known = {each.slug: each.title for each in library.outline(base).modules} if base else {}
        known |= {each.slug: each.title for each in self.parts}
        return [known.get(each, each) for each in slugs]

    def mistake_address(self, mistake: Mistake) -> str:
        """Where it can be mended."""
        path = mistake.path.removeprefix(f"{self.slug}/")
        if path == ABOUT:
            return url_for("authoring.about", slug=self.slug)
        part = next((each for each in self.parts if each.file.path == path), None)
        return self.way_into(part) if part else self.address

    @property
    def is_on_top(self) -> bool:
        return actions.is_on_top(self.manuscript)


def find(slug: str) -> Bench:
    """Raises NotFound for a course that is not there, or of which this person may not know."""
    held, course = queries.open_manuscript(slug), _course(slug)
    if held and course and held.agency_id != course.agency_id:
        # A folder made the course of one agency while another wrote under the same name.
        if policies.may_write(current_user.id, held.agency_id, slug):
            course = None
        else:
            held = None
    owner = course or held
    if owner is None:
        raise NotFound
    mine = policies.may_write(current_user.id, owner.agency_id, slug)
    if not (mine or (course and catalog.is_open_to(course.id, current_user.agency_id))):
        raise NotFound
    lead_back(url_for("authoring.index"), say("Kembali ke kursus saya"))
    return Bench(slug, owner.agency_id, course, held, mine)


def open_bench(slug: str) -> Bench:
    """The same where a manuscript is open."""
    bench = find(slug)
    if bench.mine and bench.held is None:
        raise NotFound(NOT_OPEN)
    return bench


def _course(slug: str) -> Course | None:
    try:
        return catalog.course(slug)
    except NotFound:
        return None
