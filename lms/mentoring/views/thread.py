"""A conversation: on a page of its own, and beside the work that it is about."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from lms.assignments import beside
from lms.assignments.queries import Work
from lms.foundation.audit import note_look
from lms.foundation.errors import Invalid, NotFound
from lms.mentoring import actions, policies, queries, shown
from lms.mentoring.forms import MessageForm
from lms.mentoring.queries import Talk
from lms.mentoring.views.blueprint import bp
from lms.web.access import ensure, safe_next, signed_in


def _find(thread_id: int) -> Talk:
    """Raises NotFound for a conversation that the person may not know of."""
    found, reader_id = queries.talk(thread_id, current_user.id), current_user.id
    if not (policies.may_speak(found, reader_id) or policies.may_look_back(found, reader_id)):
        raise NotFound
    return found


@bp.get("/mentoring/threads/<int:thread_id>")
@signed_in
def thread(thread_id: int) -> ResponseReturnValue:
    talk = _find(thread_id)
    seen_by = {"actor_id": current_user.id, "agency_id": current_user.agency_id}
    note_look("thread", ("person", talk.person_id), **seen_by)
    return _page(talk, MessageForm(formdata=None))


def _page(talk: Talk, form: MessageForm) -> str:
    works = talk.works
    speaks = policies.may_speak(talk, current_user.id)
    before = None if speaks else queries.guided_until(talk.person_id, current_user.id)
    messages = shown.conversation(talk.id, current_user.id, works, before)
    note_shown(talk.id, messages)
    return render_template(
        "mentoring/thread.html",
        talk=talk,
        own=talk.own,
        latest=works[0] if works and speaks else None,
        speaks=speaks,
        messages=messages,
        form=form,
    )


def note_shown(thread_id: int | None, messages: list[dict[str, Any]]) -> None:
    """The read log of a page that was opened; a form that was refused notes nothing."""
    new = [each["number"] for each in messages if each["new"]]
    if thread_id and new and request.method == "GET":
        actions.note_read(thread_id, current_user.id, new[-1])


@bp.post("/mentoring/threads/<int:thread_id>/messages")
def write(thread_id: int) -> ResponseReturnValue:
    talk = _find(thread_id)
    ensure(policies.may_speak(talk, current_user.id))
    form = MessageForm()
    try:
        said = actions.write(talk.id, current_user.id, form.text.data or "")
    except Invalid as refusal:
        form.take(refusal)
        return _page(talk, form), 422
    back = request.form.get("next") or url_for("mentoring.thread", thread_id=talk.id)
    return redirect(f"{safe_next(back)}#pesan-{said.id}")


def _on_work(work: Work, title: str) -> Markup:
    """What lies below a person's own work: who reads it, and the conversation about it."""
    thread_id = queries.thread_of(work.sent) if work.sent else None
    messages = shown.conversation(thread_id, work.person_id, work.sent) if thread_id else []
    note_shown(thread_id, messages)
    made = render_template(
        "mentoring/on_work.html",
        mentor=queries.mentor_of(work.person_id),
        thread_id=thread_id,
        messages=messages,
        form=MessageForm(formdata=None),
        back=request.path,
    )
    return Markup(made)  # noqa: S704  our own template escaped what it was given


beside.enter(_on_work)
