"""What passes an attempt of a quiz whose panel decided on it; and that such a panel is there."""

from decimal import Decimal

from sqlalchemy import select

from lms.assessment import queries
from lms.assessment.cutting.angoff import settled, weighted
from lms.assessment.models import Attempt, Basis, CutDecision, CutPanel
from lms.assessment.rules import Quiz
from lms.catalog.actions import revision_made
from lms.catalog.library import question
from lms.catalog.models import Course, Document, Revision, RevisionModule
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import say


def fix_pass_mark(attempt: Attempt, quiz: Quiz) -> None:
    """Record with a fresh attempt what passes it, by the decision that holds today.

    The mean ratings of the questions drawn, weighted by their points; where one of them was never
    rated, the panel's own cut. A decision of later changes nothing for this attempt.
    """
    decision = queries.decision_for(quiz.cut) if quiz.cut else None
    if decision is None:
        return
    attempt.decision_id = decision.id
    attempt.pass_mark, attempt.basis = _mark(attempt, decision)


def _mark(attempt: Attempt, decision: CutDecision) -> tuple[Decimal, Basis]:
    means = queries.final_means(decision.panel_id)
    drawn = {each["digest"]: question(each["digest"]).points for each in attempt.drawn}
    if not drawn.keys() <= means.keys():
        return decision.cut, Basis.PANEL
    rated = weighted({digest: means[digest] for digest in drawn}, drawn)
    return settled(rated, decision.error, decision.steps, decision.rounding), Basis.ITEMS


def ensure_panels(revision: Revision) -> None:
    """Raises Invalid where a quiz names a panel that could not say what passes."""
    wanted = (
        select(Document.facts, RevisionModule.slug)
        .join(RevisionModule, RevisionModule.document_digest == Document.digest)
        .where(RevisionModule.revision_id == revision.id, Document.kind == "quiz")
    )
    for facts, slug in db.session.execute(wanted).all():
        if facts.get("cut"):
            _ensure_panel(facts, slug, revision)


def _ensure_panel(facts: dict[str, object], slug: str, revision: Revision) -> None:
    cut = str(facts["cut"])
    decision = queries.decision_for(cut)
    if decision is None or not _is_own(decision, revision):
        raise Invalid(
            say(
                "Kuis %(slug)s memakai batas dari panel %(cut)s, tetapi panel itu tidak ada atau "
                "belum memutuskan yang berlaku hari ini. Terbitkan dulu dengan pass_mark, "
                "selesaikan panelnya, lalu ganti menjadi cut.",
                slug=slug,
                cut=cut,
            )
        )
    questions = facts["questions"]
    assert isinstance(questions, list)
    unrated = set(questions) - queries.final_means(decision.panel_id).keys()
    if unrated:
        raise Invalid(
            say(
                "Panel %(cut)s belum menilai %(count)d soal kuis %(slug)s, misalnya %(name)s. "
                "Buat panel baru untuk soal yang sekarang, atau kembali memakai pass_mark.",
                cut=cut,
                count=len(unrated),
                slug=slug,
                name=question(min(unrated)).key,
            )
        )


def _is_own(decision: CutDecision, revision: Revision) -> bool:
    """Whether the course's own agency decides: another's next decision would move its marks."""
    course = db.session.get_one(Course, revision.course_id)
    return db.session.get_one(CutPanel, decision.panel_id).agency_id == course.agency_id


revision_made.connect(ensure_panels)
