"""What leaders tell the people in a course."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment.policies import may_lead
from lms.foundation.errors import Invalid
from lms.foundation.language import Said, say
from lms.notices import actions, queries
from lms.notices.actions import Told, worded
from lms.teaching.forms import NoticeForm
from lms.teaching.queries import Wanted, participant, person_ids, runs
from lms.teaching.views.blueprint import NOT_LEADING, ROOT, Led, bp, find
from lms.web.access import ensure
from lms.web.paging import page_asked


@bp.get(f"{ROOT}/notices")
def notices(slug: str) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    page = page_asked()
    found, total = queries.sent(led.scope, slug, page)
    pages = max(1, -(-total // queries.PAGE))
    return render_template(
        "teaching/notices.html", course=led.course, notices=found, page=page, pages=pages
    )


@dataclass(frozen=True)
class Audience:
    """Who is meant, and in words."""

    people: set[int]
    words: Said


def _audience(led: Led, form: NoticeForm) -> Audience:
    """One person of the page's address (`to`), else those whom the form chooses."""
    enrolment_id = request.args.get("to", type=int)
    if enrolment_id is not None:
        one = participant(led.scope, led.outline, enrolment_id)
        return Audience({one.person_id}, one.name)
    run, state = str(form.run.data or ""), str(form.state.data or "")
    wanted = Wanted(run=int(run) if run else None, state=state)
    return Audience(person_ids(led.scope, led.outline, wanted), form.audience)


@bp.route(f"{ROOT}/notices/new", methods=["GET", "POST"])
def new_notice(slug: str) -> ResponseReturnValue:
    """Written, seen once more with how many will read it, and sent."""
    led, form = find(slug), NoticeForm()
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    if "to" in request.args:  # one person is meant, so nothing is chosen
        del form.run, form.state
    else:
        form.offer({each.id: f"{each.number} {each.name}" for each in runs(led.course.id)})
    form.begin()
    if not form.validate_on_submit():
        return _page(led, form, None), 422 if form.errors else 200
    try:
        audience = _audience(led, form)
        told = _told(led, form, audience)
        sure = request.form.get("sure")
        if sure != form.mark:
            return _page(led, form, audience, changed=sure is not None)
        notice = actions.tell(told, audience.people, form.sound_key)
    except Invalid as refusal:
        if not refusal.fields:  # of the form itself
            raise
        form.take(refusal)
        if "key" in refusal.fields:  # sent again, it is a form of its own
            form.begin(anew=True)
        return _page(led, form, None), 422
    flash(str(say("Pengumuman terkirim.")))
    return redirect(url_for("teaching.notice", slug=slug, notice_id=notice.id))


def _told(led: Led, form: NoticeForm, audience: Audience) -> Told:
    """Raises Invalid."""
    return Told(
        agency_id=led.course.agency_id,
        author_id=current_user.id,
        course_slug=led.course.slug,
        audience=audience.words,
        title=" ".join(worded(form.title.data or "").split()),
        text=worded(form.text.data or ""),
    )


def _page(led: Led, form: NoticeForm, audience: Audience | None, *, changed: bool = False) -> str:
    """`changed`: it was about to be sent in other words, or to others, than were shown."""
    to = request.args.get("to", type=int)
    one = None if to is None else participant(led.scope, led.outline, to)
    return render_template(
        "teaching/new_notice.html",
        course=led.course,
        form=form,
        audience=audience,
        one=one,
        changed=changed,
    )


@bp.get(f"{ROOT}/notices/<int:notice_id>")
def notice(slug: str, notice_id: int) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    sent = queries.sent_one(slug, notice_id)
    return render_template("teaching/notice.html", course=led.course, notice=sent)


@bp.post(f"{ROOT}/notices/<int:notice_id>/withdrawal")
def withdraw_notice(slug: str, notice_id: int) -> ResponseReturnValue:
    led = find(slug)
    ensure(may_lead(led.course, current_user.id), NOT_LEADING)
    actions.take_back(queries.notice(slug, notice_id), current_user.id)
    flash(str(say("Pengumuman ditarik. Surat yang sudah terkirim tidak dapat diambil kembali.")))
    return redirect(url_for("teaching.notice", slug=slug, notice_id=notice_id))
