"""The page of a discussion: its prompt, the threads, and the form that opens another."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog.kinds import Kind, Standing
from lms.catalog.library import Module, page
from lms.foundation.language import Sentence, say
from lms.learning import discussion_shown as shown
from lms.learning import policies, queries
from lms.learning.discussion_place import NAME, OUTSIDE, Place
from lms.learning.forms import ContributionForm
from lms.learning.queries import Visit
from lms.learning.queries.discussions import PAGE
from lms.web.access import ensure


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
    return render_template(
        "learning/discussion.html",
        place=place,
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
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
