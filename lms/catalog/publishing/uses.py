"""What a published course says of questions: where its own stand, and which its quizzes draw."""

from collections.abc import Iterator

from sqlalchemy import delete, insert, literal, or_, select

from lms.catalog.models import (
    BankTopic,
    Course,
    Document,
    Origin,
    QuestionPlace,
    QuestionUse,
    QuestionVersion,
)
from lms.catalog.publishing.digests import bank_digest, module_digest, question_key
from lms.catalog.publishing.places import Spot, settle
from lms.catalog.publishing.topics import keep
from lms.catalog.reading.shapes import ReadBank, ReadCourse, ReadModule
from lms.foundation.database import db, rows

Use = tuple[str, str]  # the module's slug, and the digest of a version


def keep_course(course: ReadCourse, owned: Course, by: int | None, origin: Origin) -> None:
    """Tell where its questions stand, those of the bank that it draws from included.

    Raises Conflict as `topics.keep` does; a topic of another agency may be drawn as it stands. A
    draft in the browser brings no bank of its own, so it leaves every topic as it stands.
    """
    for bank in course.bank:
        if not _stands(bank, owned.agency_id, origin):
            keep(bank, owned.agency_id, by, Origin.FOLDER)
    here = QuestionPlace.course_id == owned.id
    settle(list(_spots(course, owned)), here, owned.agency_id, by)
    _use(course, owned)


def _stands(bank: ReadBank, agency_id: int, origin: Origin) -> bool:
    wanted = select(BankTopic.id).where(
        BankTopic.slug == bank.topic,
        or_(BankTopic.agency_id != agency_id, literal(origin == Origin.BROWSER)),
        BankTopic.document_digest == bank_digest(bank),
    )
    return db.session.scalar(wanted) is not None


def _spots(course: ReadCourse, owned: Course) -> Iterator[Spot]:
    for module in course.modules:
        if module.questions:
            yield from _spots_of(course, owned, module)


def _spots_of(course: ReadCourse, owned: Course, module: ReadModule) -> Iterator[Spot]:
    asked = zip(module.questions, _versions(course, module), strict=True)
    for position, (question, digest) in enumerate(asked, 1):
        key = question_key(course.slug, question)
        yield Spot(key, digest, question, position, course_id=owned.id, module_slug=module.slug)


def _versions(course: ReadCourse, module: ReadModule) -> list[str]:
    """As the document has them: a newer renderer makes no new version of what did not change."""
    document = db.session.get_one(Document, module_digest(course, module))
    return list(document.facts["questions"])


def _use(course: ReadCourse, owned: Course) -> None:
    """Written anew only where something changed."""
    wanted = {
        (module.slug, digest)
        for module in course.modules
        if module.kind == "quiz"
        for digest in _versions(course, module)
    }
    mine = QuestionUse.course_id == owned.id
    had = {
        (slug, it)
        for slug, it in rows(select(QuestionUse.module_slug, QuestionUse.digest).where(mine))
    }
    if wanted != had:
        db.session.execute(delete(QuestionUse).where(mine))
        _write(owned, wanted)


def _write(owned: Course, wanted: set[Use]) -> None:
    digests = {digest for _, digest in wanted}
    named = select(QuestionVersion.digest, QuestionVersion.key)
    keys: dict[str, str] = dict(
        tuple(each) for each in rows(named.where(QuestionVersion.digest.in_(digests)))
    )
    uses = [
        {"course_id": owned.id, "module_slug": slug, "key": keys[digest], "digest": digest}
        for slug, digest in sorted(wanted)
    ]
    if uses:
        db.session.execute(insert(QuestionUse), uses)
