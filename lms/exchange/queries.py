"""What was brought to the bank, and what can be taken along."""

from collections.abc import Sequence

from sqlalchemy import select

from lms.catalog.models import BankTopic
from lms.exchange.models import QuestionImport
from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound

LATEST = 20


def one(import_id: int, agency_ids: frozenset[int]) -> QuestionImport:
    """Of one of these agencies; else NotFound."""
    found = db.session.get(QuestionImport, import_id)
    if found is None or found.agency_id not in agency_ids:
        raise NotFound
    return found


def latest(agency_ids: frozenset[int]) -> Sequence[QuestionImport]:
    """The last files that were brought to these agencies."""
    wanted = select(QuestionImport).where(QuestionImport.agency_id.in_(sorted(agency_ids)))
    return db.session.scalars(wanted.order_by(QuestionImport.id.desc()).limit(LATEST)).all()


def topics(agency_ids: frozenset[int]) -> Sequence[AnyRow]:
    """The topics of the bank that these agencies own."""
    own = BankTopic.agency_id.in_(sorted(agency_ids))
    return rows(select(BankTopic.slug, BankTopic.title).where(own).order_by(BankTopic.title))


def owner_of(topic: str) -> int | None:
    """The agency that owns a topic, None where there is none."""
    return db.session.scalar(select(BankTopic.agency_id).where(BankTopic.slug == topic))
