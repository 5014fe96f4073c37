"""How mandates and duties are laid out for the templates."""

from flask import Blueprint
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.language import Sentence, say
from lms.learning.queries import Visit
from lms.mandates import queries
from lms.mandates.forms import KINDS, LEVELS
from lms.mandates.models import DutyStepKind, MandateStepKind
from lms.mandates.queries import Beside, Choices, Rule

STANDING_NAMES = {
    "done": say("Selesai"),
    "underway": say("Sedang belajar"),
    "new": say("Belum mulai"),
    "late": say("Lewat tenggat"),
    "exempt": say("Dibebaskan"),
    "released": say("Tidak lagi memenuhi aturan"),
}
LOOKS = {"done": "done", "underway": "info", "late": "danger"}
STEP_NAMES = {
    MandateStepKind.BOUND: say("Ditetapkan"),
    MandateStepKind.ENDED: say("Diakhiri"),
    MandateStepKind.RESUMED: say("Pengakhirannya dibatalkan"),
    DutyStepKind.DONE: say("Kursusnya selesai"),
    DutyStepKind.RELEASED: say("Tidak lagi memenuhi aturan"),
    DutyStepKind.RETURNED: say("Memenuhi aturan lagi"),
    DutyStepKind.EXEMPTED: say("Dibebaskan"),
    DutyStepKind.OBLIGED_AGAIN: say("Pembebasannya dibatalkan"),
    DutyStepKind.POSTPONED: say("Tenggatnya diundur"),
}


def mandate_step(kind: MandateStepKind | DutyStepKind) -> Sentence:
    return STEP_NAMES[kind]


def is_past(due_on: object) -> bool:
    return due_on < clock.today()  # type: ignore[operator]  # a date of a row


def rule_lines(rule: Rule, known: Choices) -> list[tuple[Sentence, str]]:
    """Whom it obliges, a kind of criterion a line; none where everybody is."""
    units = {it.id: it.name for it in known.units}
    posts = {it.id: it.title for it in known.posts}
    lines = [
        (say("Unit kerja"), [units.get(it, str(say("unit lain"))) for it in rule.units]),
        (say("Jenjang jabatan"), [str(LEVELS[it]) for it in LEVELS if it in rule.post_levels]),
        (say("Jabatan"), [posts.get(it, str(say("jabatan lain"))) for it in rule.posts]),
        (say("Golongan"), list(rule.rank_groups)),
        (say("Jenis pegawai"), [str(KINDS[it]) for it in KINDS if it in rule.staff_kinds]),
    ]
    either = str(say(" atau "))
    return [(name, either.join(values)) for name, values in lines if values]


def beside_course(visit: Visit) -> Beside:
    """What its page tells beside a course: the programmes it is part of, the visitor's duties."""
    course_id, agency_id = visit.outline.course_id, current_user.agency_id
    return queries.beside(course_id, visit.person_id, agency_id)


def enter(bp: Blueprint) -> None:
    for show in (mandate_step, is_past, beside_course):
        bp.add_app_template_filter(show)
    bp.add_app_template_global(lambda: STANDING_NAMES, "duty_standings")
    bp.add_app_template_global(lambda: LOOKS, "duty_looks")
