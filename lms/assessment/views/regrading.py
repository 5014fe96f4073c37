"""Correcting a key: which questions were answered, what a correction would do, and doing it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.assessment import actions, policies, queries
from lms.assessment.forms.keys import FAULTY, Part, parts, typed_parts
from lms.assessment.forms.regrading import RegradingForm, digest_of, right_now, ticked
from lms.assessment.marking.corrected import Change
from lms.assessment.marking.effects import Effects, effects, furthest
from lms.assessment.paper.shown import numbered_stem
from lms.assessment.queries.regrades import MOST, answered
from lms.assessment.views.blueprint import bp
from lms.assessment.views.marking import NOT_MARKING
from lms.catalog.library import Question
from lms.catalog.library import question as version
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.identity import queries as identity
from lms.learning.queries import led_by
from lms.web.access import ensure
from lms.web.paging import page_asked

NOT_LEADING = say(
    "Kunci soal ini hanya dapat diperbaiki orang yang mengampu semua kursus yang memakainya."
)
MOST_NAMES = 20


def _find(digest: str) -> Question:
    """Raises NotFound for a version that was asked in no course which the person leads."""
    led = led_by(current_user.id)
    if not any(led.holds(*course) for course in queries.courses_asking(digest)):
        raise NotFound
    return version(digest)


@bp.get("/marking/questions")
def questions() -> ResponseReturnValue:
    """Questions that were answered, so that a wrong key is found by what few got right."""
    ensure(policies.may_lead_any(current_user.id), NOT_MARKING)
    number = page_asked()
    found, size = answered(led_by(current_user.id), number)
    return render_template(
        "assessment/regrading/questions.html",
        found=found,
        size=size,
        page=number,
        pages=-(-size // MOST),
    )


@bp.get("/marking/regrade/<digest>")
def regrading(digest: str) -> ResponseReturnValue:
    asked = _find(digest)
    ensure(policies.may_regrade(digest, current_user.id), NOT_LEADING)
    now = queries.changes([digest]).get(digest)
    key = _Key(right_now(asked, now), parts(asked, queries.as_corrected(asked, now).content))
    return _page(asked, RegradingForm.begun(asked, now), key)


@dataclass(frozen=True)
class _Key:
    """What the page's form says of the key beside its fields."""

    right: list[int]
    parts: list[Part]


def _page(asked: Question, form: RegradingForm, key: _Key, found: Effects | None = None) -> str:
    latest = queries.corrections(asked.digest)
    passing = found.passing[:MOST_NAMES] if found else []
    return render_template(
        "assessment/regrading/regrading.html",
        asked=asked,
        stem=numbered_stem(asked),
        form=form,
        right=key.right,
        parts=key.parts,
        effects=found,
        furthest=furthest(found.changed) if found else 0,
        names=identity.names([each.person_id for each in passing]) if passing else {},
        passing=passing,
        corrections=[
            (it, *queries.regraded(it.id), queries.regrades_still(it), queries.regrade_stopped(it))
            for it in latest
        ],
        papers=len(queries.asked_in(asked.digest)),
    )


@bp.post("/marking/regrade/<digest>")
def regrade(digest: str) -> ResponseReturnValue:
    """First what it would do; then, where that was seen, the correction itself."""
    asked = _find(digest)
    ensure(policies.may_regrade(digest, current_user.id), NOT_LEADING)
    form = RegradingForm().offering(asked)
    try:
        change = form.change(asked)
        found = effects(digest, change)
        _ensure_something_is_left(found)
        if request.form.get("step") == "confirm" and form.seen.data == digest_of(change):
            return _correct(digest, form, change)
    except Invalid as refusal:
        _take(form, refusal)
        return _page(asked, form, _Key(ticked(), typed_parts(asked))), 422
    form.seen.data = digest_of(change)
    return _page(asked, form, _Key(ticked(), typed_parts(asked)), found)


def _take(form: RegradingForm, refusal: Invalid) -> None:
    """Beside the field at fault; which options are right is no field of WTForms."""
    for name, sentence in refusal.fields.items():
        field = getattr(form, "kind" if name in {"right", FAULTY} else name)
        field.errors = [*field.errors, str(sentence)]
    if not refusal.fields:
        form.form_errors = [str(refusal.sentence)]


def _ensure_something_is_left(found: Effects) -> None:
    if found.left_empty:
        fault = say(
            "Ada naskah yang hanya memuat soal ini, jadi tidak ada lagi yang dihitung. "
            "Pilih nilai penuh untuk semua orang."
        )
        raise Invalid(fault, {"kind": fault})


def _correct(digest: str, form: RegradingForm, change: Change) -> ResponseReturnValue:
    wanted = actions.Wanted(change, form.reason.data or "", form.key.data or "")
    actions.correct(digest, current_user.id, current_user.agency_id, wanted)
    flash(str(say("Perbaikan tercatat. Semua jawaban yang sudah dikirim sedang dinilai ulang.")))
    return redirect(url_for("assessment.regrading", digest=digest))
