"""Giving people more of a quiz: the list of those in the course, one person, taking it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.forms.extending import ExtensionForm, WithdrawalForm, starting_from
from lms.assessment.queries import Enrolled, Looked, Tried
from lms.assessment.rules import Quiz
from lms.assessment.rules.extensions import Extra, ensure_sound
from lms.assessment.views.blueprint import bp
from lms.catalog import queries as catalog
from lms.catalog.library import Module, page
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.learning.queries import known_course
from lms.web.access import ensure
from lms.web.paging import page_asked

ROOT = "/courses/<slug>/<module_slug>/extensions"
NOT_LEADING = say("Hanya pengampu dan penyelenggara kursus ini yang dapat memberi perpanjangan.")
OWN = say("Perpanjangan untuk Anda sendiri diberikan pengampu lain.")
LONGEST_WORDS = 100


@dataclass(frozen=True)
class Desk:
    """A quiz at the desk of somebody who leads its course."""

    course: Course
    module: Module
    quiz: Quiz

    @property
    def scope(self) -> Scope:
        """People of every agency that takes the course: its leaders look after all of them."""
        return Scope(agencies=catalog.takers(self.course))

    @property
    def keys(self) -> dict[str, Any]:
        return {"slug": self.course.slug, "module_slug": self.module.slug}

    @property
    def address(self) -> str:
        return url_for("assessment.extensions", **self.keys)

    def person(self, enrolment_id: int) -> Enrolled:
        return queries.enrolled(self.scope, self.course.id, self.module.slug, enrolment_id)

    def person_address(self, enrolment_id: int) -> str:
        return url_for("assessment.extension", **self.keys, enrolment_id=enrolment_id)


def find(slug: str, module_slug: str) -> Desk:
    """Raises NotFound for what is no quiz of this course."""
    course = known_course(slug, current_user.id, current_user.agency_id)
    module = catalog.current(course).module(module_slug)
    if module is None or module.kind != "quiz":
        raise NotFound
    return Desk(course, module, Quiz.of(page(module.digest).facts))


@bp.get(ROOT)
def extensions(slug: str, module_slug: str) -> ResponseReturnValue:
    desk = find(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    words = " ".join(request.args.get("q", "")[:LONGEST_WORDS].split())
    number = page_asked()
    people, total = queries.list_enrolled(
        desk.scope, Looked(desk.course.id, desk.module.slug, words, number)
    )
    return render_template(
        "assessment/extending/extensions.html",
        desk=desk,
        people=people,
        total=total,
        words=words,
        page=number,
        pages=max(1, -(-total // queries.PAGE)),
    )


@bp.route(f"{ROOT}/<int:enrolment_id>", methods=["GET", "POST"])
def extension(slug: str, module_slug: str, enrolment_id: int) -> ResponseReturnValue:
    """What one person was given; asked once more before it is given."""
    desk = find(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    person, asks, status = desk.person(enrolment_id), False, 200
    form = starting_from(queries.more_for(enrolment_id, desk.module.slug))
    ensure(person.person_id != current_user.id, OWN)
    if request.method == "POST":
        sound = _is_sound(form)
        asks = sound and not request.form.get("back")  # what was typed comes back
        if asks and form.confirmed:
            grounds = form.grounds(current_user.id)
            actions.extend(enrolment_id, desk.module.slug, form.extra, grounds)
            flash(str(say("Perpanjangan diberikan. Peserta membacanya di halaman kuis.")))
            return redirect(desk.person_address(enrolment_id))
        status = 200 if sound else 422
    return _page(desk, person, form, asks=asks), status


def _is_sound(form: ExtensionForm) -> bool:
    if not form.validate():
        return False
    try:
        ensure_sound(form.extra, form.grounds(current_user.id).reason)
    except Invalid as refusal:
        form.take(refusal)
        return False
    return True


def _page(desk: Desk, person: Enrolled, form: ExtensionForm, *, asks: bool) -> str:
    tried = queries.attempts(person.enrolment_id, desk.module.slug)
    named = [each for each in tried if not _is_nameless(desk, each)]
    return render_template(
        "assessment/extending/extension.html",
        desk=desk,
        person=person,
        form=form,
        asks=asks,
        given=queries.extensions(person.enrolment_id, desk.module.slug),
        tried=named,
        nameless=len(tried) - len(named),
        deadline=_later(desk, person, form.extra) if asks else None,
    )


def _is_nameless(desk: Desk, tried: Tried) -> bool:
    """Whether this reader marks it without knowing whose it is."""
    if tried.score is not None:  # out already, so it costs no look
        return False
    return policies.is_nameless(queries.sitting(tried.id), desk.course, current_user.id)


def _later(desk: Desk, person: Enrolled, extra: Extra) -> datetime | None:
    """When an attempt that is open would end then."""
    tried = queries.attempts(person.enrolment_id, desk.module.slug)
    going = next((each for each in tried if each.submitted_at is None), None)
    if going is None or going.deadline_at is None:
        return None
    begun = Quiz.of(page(queries.sitting(going.id).document_digest).facts)  # not as it is now
    return begun.later(extra, going.started_at, going.deadline_at)


@bp.route(f"{ROOT}/<int:enrolment_id>/withdrawal", methods=["GET", "POST"])
def extension_withdrawal(slug: str, module_slug: str, enrolment_id: int) -> ResponseReturnValue:
    desk = find(slug, module_slug)
    ensure(policies.may_lead(desk.course, current_user.id), NOT_LEADING)
    person, form, status = desk.person(enrolment_id), WithdrawalForm(), 200
    ensure(person.person_id != current_user.id, OWN)
    if request.method == "POST":
        grounds = ExtensionForm().grounds(current_user.id)
        try:
            actions.withdraw_extension(enrolment_id, desk.module.slug, grounds)
        except Invalid as refusal:
            form.take(refusal)
            status = 422
        else:
            flash(str(say("Perpanjangan dicabut. Waktu pengerjaan yang berjalan tetap.")))
            return redirect(desk.person_address(enrolment_id))
    elif not queries.more_for(enrolment_id, desk.module.slug):
        raise Conflict(say("Tidak ada perpanjangan yang berlaku untuk dicabut."))
    made = render_template(
        "assessment/extending/withdrawal.html", desk=desk, person=person, form=form
    )
    return made, status


@bp.app_template_filter("lasting")
def lasting(time: timedelta) -> str:
    """Like 1 menit 20 detik."""
    minutes, seconds = divmod(max(0, round(time.total_seconds())), 60)
    if minutes:
        return str(say("%(minutes)d menit %(seconds)d detik", minutes=minutes, seconds=seconds))
    return str(say("%(seconds)d detik", seconds=seconds))


@bp.app_template_filter("extension")
def spoken(given: object) -> str:
    """What an extension adds, in one line."""
    parts = []
    if minutes := getattr(given, "minutes", 0):
        parts.append(str(say("%(n)d menit lebih lama", n=minutes)))
    if attempts := getattr(given, "attempts", 0):
        parts.append(str(say("%(n)d kesempatan lagi", n=attempts)))
    if closes := getattr(given, "closes_at", None):
        local = clock.local(closes)
        hour = local.strftime("%d-%m-%Y %H.%M")
        parts.append(str(say("ditutup %(hour)s %(zone)s", hour=hour, zone=local.tzname())))
    return ", ".join(parts)
