"""A discussion: reading a thread, writing in it, mending and taking back what one wrote."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.learning import actions, policies, queries
from lms.learning import discussion as page
from lms.learning import discussion_shown as shown
from lms.learning.actions.discussing import CLOSED, LOCKED
from lms.learning.discussion_place import Place, anchor_of, find
from lms.learning.forms import ContributionForm, EditForm
from lms.learning.models import Contribution
from lms.learning.queries import Said
from lms.learning.views.blueprint import bp
from lms.web.access import ensure, signed_in

ROOT = "/courses/<slug>/<module_slug>/discussion"
TOO_LATE = say("Tanggapan hanya dapat disunting penulisnya, sampai 15 menit setelah dikirim.")
NOT_YOURS = say("Hanya penulisnya yang dapat menghapus tanggapan, selama tidak disembunyikan.")


@bp.get(ROOT)
@signed_in
def discussion(slug: str, module_slug: str) -> ResponseReturnValue:
    """The way in for those who lead it without being in the course."""
    return page.render(find(slug, module_slug))


@bp.post(ROOT)
def open_thread(slug: str, module_slug: str) -> ResponseReturnValue:
    place = find(slug, module_slug)
    ensure(policies.may_speak(place.forum), CLOSED)
    form = ContributionForm()
    try:
        said = _contribute(place, form)
    except Invalid as refusal:
        form.take(refusal)
        return page.render(place, form), 422
    return redirect(place.address(anchor_of(said.id)))


def _contribute(place: Place, form: ContributionForm, thread_id: int | None = None) -> Contribution:
    forum, person_id = place.forum, current_user.id
    text = form.text.data or ""
    said = actions.contribute(forum, person_id, text, form.sound_key, thread_id)
    actions.clear_draft(forum, person_id, thread_id or 0, form.stamp)
    actions.take_part(place.visit, place.module.slug)
    flash(str(say("Tanggapan Anda terkirim.")))
    return said


@bp.get(f"{ROOT}/<int:thread_id>")
@signed_in
def thread(slug: str, module_slug: str, thread_id: int) -> ResponseReturnValue:
    return _thread_page(find(slug, module_slug), thread_id)


def _thread_page(place: Place, thread_id: int, form: ContributionForm | None = None) -> str:
    said = queries.conversation(thread_id, current_user.id)
    if not said or said[0].discussion_id != place.forum.id or said[0].thread_id:
        raise NotFound
    draft = queries.contribution_draft(place.forum.id, current_user.id, thread_id)
    if request.method == "GET" and any(each.new for each in said):
        actions.note_heard(thread_id, current_user.id, said[-1].id)
    return render_template(
        "learning/thread.html",
        place=place,
        visit=place.visit,
        outline=place.visit.outline,
        module=place.module,
        messages=shown.spoken(place, said),
        replies=sum(each.is_shown for each in said[1:]),
        speaks=policies.may_reply(place.forum, said[0]),
        draft=draft,
        form=form or ContributionForm.begun(draft),
        thread_id=thread_id,
    )


@bp.post(f"{ROOT}/<int:thread_id>/replies")
def reply(slug: str, module_slug: str, thread_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    opened = found(place, thread_id)
    ensure(
        policies.may_reply(place.forum, opened),
        LOCKED if policies.may_speak(place.forum) else CLOSED,
    )
    form = ContributionForm()
    try:
        said = _contribute(place, form, thread_id)
    except Invalid as refusal:
        form.take(refusal)
        return _thread_page(place, thread_id, form), 422
    where = url_for("learning.thread", **place.keys, thread_id=thread_id)
    return redirect(f"{where}#{anchor_of(said.id)}")


@bp.put(f"{ROOT}/<int:thread_id>/draft")
def keep_draft(slug: str, module_slug: str, thread_id: int) -> ResponseReturnValue:
    """What a script sends while somebody types, in a thread or (0) for a new one."""
    place = find(slug, module_slug)
    ensure(policies.may_speak(place.forum), CLOSED)
    if thread_id:
        found(place, thread_id)
    given = request.get_json(silent=True)
    body = given if isinstance(given, dict) else {}
    value = body.get("value")
    text = value.get("text") if isinstance(value, dict) else None
    stamp = (body.get("device"), body.get("counter"))
    if not isinstance(text, str) or (type(stamp[0]), type(stamp[1])) != (str, int):
        raise Invalid(say("Draf ini tidak dapat dibaca. Muat ulang halamannya, lalu coba lagi."))
    sent = actions.Stamp(str(stamp[0]), int(stamp[1] or 0))
    draft = actions.keep_draft(place.forum, current_user.id, thread_id, text, sent)
    saved_at = clock.local(draft.saved_at).isoformat()
    return {"saved_at": saved_at, "counter": max(sent.counter, draft.counter)}


def found(place: Place, said_id: int) -> Said:
    """Something that was said here; raises NotFound."""
    said = queries.contribution(said_id, current_user.id)
    if said.discussion_id != place.forum.id:
        raise NotFound
    return said


@bp.route(f"{ROOT}/contributions/<int:said_id>/edit", methods=["GET", "POST"])
def edit(slug: str, module_slug: str, said_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    said = found(place, said_id)
    ensure(policies.may_edit(place.forum, said, current_user.id, clock.now()), TOO_LATE)
    form = EditForm() if request.method == "POST" else EditForm(formdata=None)
    if request.method == "GET":
        form.text.data = said.text
        return asked(place, said, "edit", form)
    try:
        actions.edit(said, form.text.data or "")
    except Invalid as refusal:
        form.take(refusal)
        return asked(place, said, "edit", form), 422
    return redirect(place.thread_address(said))


def asked(place: Place, said: Said, act: str, form: EditForm | None = None) -> str:
    """The page that asks before something happens to what was said."""
    back = place.thread_address(said)
    return render_template("learning/contribution.html", said=said, act=act, form=form, back=back)


@bp.route(f"{ROOT}/contributions/<int:said_id>/deletion", methods=["GET", "POST"])
def deletion(slug: str, module_slug: str, said_id: int) -> ResponseReturnValue:
    place = find(slug, module_slug)
    said = found(place, said_id)
    ensure(policies.may_delete(said, current_user.id), NOT_YOURS)
    if request.method == "GET":
        return asked(place, said, "deletion")
    actions.delete(said)
    flash(str(say("Tanggapan Anda dihapus.")))
    return redirect(place.thread_address(said))
