"""The discussion of a module: its prompt, the threads, and the form that opens another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.learning import discussion_shown as shown
from lms.learning import policies, queries
from lms.learning.forms import ContributionForm
from lms.learning.queries import Forum, Said, Visit
from lms.learning.queries.discussions import PAGE
from lms.web.access import ensure

NAME = "discussion"
OUTSIDE = say(
    "Diskusi ini untuk peserta kursus dari instansi yang memakainya. Daftar dulu di kursus ini."
)


@dataclass(frozen=True)
class Place:
    """A person at a discussion: the course, the module, and whether they lead it."""

    visit: Visit
    module: Module
    forum: Forum
    leads: bool

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.visit.outline.course_slug, "module_slug": self.module.slug}

    def address(self, anchor: str | None = None, page: int | None = None) -> str:
        """The module's own page; who leads without being in the course has another door to it."""
        endpoint = "learning.module" if self.visit.enrolled else "learning.discussion"
        return url_for(endpoint, **self.keys, page=page, _anchor=anchor)

    def thread_address(self, said: Said) -> str:
        anchor = shown.anchor(said.id)
        return url_for("learning.thread", **self.keys, thread_id=said.top_id, _anchor=anchor)


def find(slug: str, module_slug: str) -> Place:
    """Raises NotFound for what the person may not know of, NotAllowed for what is not theirs."""
    visit = queries.visit(slug, current_user.id)
    course_id, agency_id = visit.outline.course_id, current_user.agency_id
    known = visit.outline.module(module_slug)
    now = None if known else catalog.renamed(course_id, module_slug)
    forum = queries.forum(course_id, now or module_slug, agency_id)
    leads = policies.may_lead(forum, current_user.id)
    if not (visit.enrolled or leads or policies.may_see(course_id, agency_id)):
        raise NotFound
    module = queries.ensure_module(visit, forum.module_slug)
    if module.kind != NAME:
        raise NotFound
    ensure(policies.may_read_discussion(visit, forum, leads), OUTSIDE)
    return Place(visit, module, forum, leads)


def show(visit: Visit, module: Module) -> ResponseReturnValue:
    forum = queries.forum(visit.outline.course_id, module.slug, current_user.agency_id)
    leads = policies.may_lead(forum, current_user.id)
    ensure(policies.may_read_discussion(visit, forum, leads), OUTSIDE)
    return render(Place(visit, module, forum, leads))


def render(place: Place, form: ContributionForm | None = None) -> str:
    """The page; `form` is one that was refused, else the draft stands in it."""
    number = max(1, request.args.get("page", 1, type=int))
    forum_id, reader_id = place.forum.id or 0, current_user.id
    total = queries.thread_count(forum_id)
    pages = max(1, -(-total // PAGE))
    threads = queries.threads(forum_id, reader_id, min(number, pages))
    draft = queries.contribution_draft(forum_id, reader_id, 0)
    before, after = place.visit.outline.neighbours(place.module.slug)
    return render_template(
        "learning/discussion.html",
        place=place,
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
        before=before,
        after=after,
        body=page(place.module.digest).html,
        requirement=queries.requirement(place.visit, place.module),
        optional=place.module not in place.visit.outline.required(),
        threads=shown.listed(place, threads),
        total=total,
        page=min(number, pages),
        pages=pages,
        page_address=lambda n: place.address("percakapan", n),
        draft=draft,
        form=form or ContributionForm.begun(draft),
        thread_id=0,
    )


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What a discussion asks, and what has been reached of it."""
    text = say("Tulis satu tanggapan dalam diskusi “%(title)s”", title=facts["title"])
    done = standing is not None and standing.done_at is not None
    return text, None if done else say("Belum menulis")


KIND = Kind(NAME, say("Diskusi"), say("Ikut berdiskusi"), demand, show)
