"""A file of the bank becomes the topic as it is now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.catalog.models import BankTopic, Origin, QuestionPlace
from lms.catalog.publishing.digests import BANK, bank_digest, question_key
from lms.catalog.publishing.pieces import write_bank
from lms.catalog.publishing.places import MANY, Spot, settle
from lms.catalog.publishing.standing import check_bank
from lms.catalog.reading.shapes import ReadBank
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db, rows
from lms.foundation.errors import Conflict
from lms.foundation.language import say


def keep(bank: ReadBank, agency_id: int, by: int | None, origin: Origin) -> list[str]:
    """Make this text the topic's; answers the digests of its questions, in its order.

    What is current already changes nothing. Raises Invalid where a competency is unknown, Conflict
    where another agency owns the topic, an import changed it since the folder was written, or a
    question of the same identifier stands elsewhere.
    """
    check_bank(bank)
    topic = _topic(bank, agency_id, by, origin)
    if topic.agency_id != agency_id:
        raise Conflict(
            say("Topik %(topic)s dimiliki instansi lain. Pakai nama topik lain.", topic=bank.topic)
        )
    digest = bank_digest(bank)
    if topic.document_digest != digest:
        _ensure_known(topic, origin)
        _ensure_kept(topic, bank, origin)
    elif topic.origin == origin and _stands(topic):
        return _digests(topic)
    versions = write_bank(bank)
    _settle(topic, bank, versions, by)
    topic.title, topic.origin = bank.title, origin
    topic.document_digest, topic.changed_at, topic.changed_by = digest, clock.now(), by
    count = len(versions)
    audit("kept", "bank_topic", topic.id, actor_id=by, agency_id=agency_id, questions=count)
    db.session.flush()
    return versions


def _topic(bank: ReadBank, agency_id: int, by: int | None, origin: Origin) -> BankTopic:
    """Locked, so that two who keep it at once come one after the other."""
    wanted = select(BankTopic).where(BankTopic.slug == bank.topic).with_for_update()
    found = db.session.scalar(wanted)
    if found:
        return found
    write_bank(bank)
    try:
        with db.session.begin_nested():
            fresh = BankTopic(
                slug=bank.topic,
                agency_id=agency_id,
                title=bank.title,
                document_digest=bank_digest(bank),
                origin=origin,
                changed_at=clock.now(),
                changed_by=by,
            )
            db.session.add(fresh)
    except IntegrityError:
        return db.session.scalars(wanted).one()
    return fresh


def _ensure_known(topic: BankTopic, origin: Origin) -> None:
    if origin == Origin.FOLDER and topic.origin == Origin.IMPORT:
        raise Conflict(
            say(
                "Soal topik %(topic)s diubah lewat impor sejak folder ini ditulis. Tulis dahulu "
                "dengan lms content export FOLDER --bank, gabungkan, lalu terbitkan lagi.",
                topic=topic.slug,
            )
        )


def _ensure_kept(topic: BankTopic, bank: ReadBank, origin: Origin) -> None:
    """An import only adds; what it does not know was written since it read the topic."""
    known = {question_key(BANK, question) for question in bank.questions}
    here = select(QuestionPlace.key).where(QuestionPlace.topic_id == topic.id)
    if origin == Origin.IMPORT and not known.issuperset(db.session.scalars(here)):
        raise Conflict(
            say("Topik %(topic)s baru saja diubah. Kirim berkasnya sekali lagi.", topic=topic.slug)
        )


def _stands(topic: BankTopic) -> bool:
    wanted = select(QuestionPlace.key).where(QuestionPlace.topic_id == topic.id).limit(1)
    return db.session.scalar(wanted) is not None


def _digests(topic: BankTopic) -> list[str]:
    here = select(QuestionPlace.digest).where(QuestionPlace.topic_id == topic.id)
    return list(db.session.scalars(here.order_by(QuestionPlace.position)))


def _settle(topic: BankTopic, bank: ReadBank, versions: Sequence[str], by: int | None) -> None:
    spots = [
        Spot(question_key(BANK, question), digest, question, position, topic_id=topic.id)
        for position, (question, digest) in enumerate(zip(bank.questions, versions, strict=True), 1)
    ]
    _fetch(topic, [spot.key for spot in spots])
    settle(spots, QuestionPlace.topic_id == topic.id, topic.agency_id, by)


def _fetch(topic: BankTopic, keys: Sequence[str]) -> None:
    """A question may move between files that one agency keeps in a folder, and from nowhere else.

    It comes with its history, so the place is moved and not made anew.
    """
    for start in range(0, len(keys), MANY):
        wanted = (
            select(QuestionPlace.key, BankTopic.slug, BankTopic.agency_id, BankTopic.origin)
            .join(BankTopic, BankTopic.id == QuestionPlace.topic_id)
            .where(QuestionPlace.key.in_(keys[start : start + MANY]), BankTopic.id != topic.id)
            .order_by(QuestionPlace.key)
        )
        for key, slug, agency_id, origin in rows(wanted):
            if agency_id != topic.agency_id or Origin.IMPORT in {origin, topic.origin}:
                _refuse(key, slug)
            db.session.get_one(QuestionPlace, key).topic_id = topic.id
    db.session.flush()


def _refuse(key: str, slug: str) -> None:
    raise Conflict(
        say(
            "Pengenal %(name)s sudah dipakai di topik %(topic)s. Beri pengenal lain.",
            name=key.partition("#")[2],
            topic=slug,
        )
    )
