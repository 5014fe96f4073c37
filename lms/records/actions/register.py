"""The register's own acts: giving out positions, counting records, and their credits."""

from sqlalchemy import bindparam, select, update

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.inserting import insert_into
from lms.records.models import Completion, Counter, JpCredit, Tally

REGISTER, CERTIFICATES = "completion", "certified"  # what is counted
SYSTEM = "system"  # who recorded what no officer did
MINUTES = 45  # in one JP

_NEXT = (
    update(Counter)
    .where(Counter.name == bindparam("counter"))
    .values(value=Counter.value + 1)
    .returning(Counter.value)
    .execution_options(synchronize_session=False)
)


def next_position(of: str = REGISTER) -> int:
    """The next place in the register; take it last, and write the record right after.

    From here to the commit nobody else gets one, so positions follow the order of commits.
    """
    return db.session.execute(_NEXT, {"counter": of}).scalar_one()


def enter(completion: Completion) -> None:
    """Credit and count a record that was written just now, after `next_position`."""
    _credit(completion)
    _count(completion, 1)


def strike(completion: Completion) -> None:
    """Counter what a record was credited, on the same day, and count it no more."""
    reverse(REGISTER, str(completion.id))
    _count(completion, -1)


def _count(completion: Completion, sign: int) -> None:
    same = {
        "agency_id": completion.agency_id,
        "person_id": completion.person_id,
        "unit_path": completion.unit_path,
        "completions": sign,
        "jp": sign * completion.jp,
    }
    years = [same | {"year": year} for year in (0, completion.completed_on.year)]
    counted = insert_into(Tally).values(years)
    kept, given = Tally.__table__.c, counted.excluded
    added = {name: kept[name] + given[name] for name in ("completions", "jp")}
    db.session.execute(
        counted.on_conflict_do_update(index_elements=list(kept)[:4], set_=added),
        execution_options={"synchronize_session": False},
    )


def _credit(completion: Completion) -> None:
    """Put a completion's JP into the ledger; one without JP or without a rule leaves no row."""
    if completion.jp and completion.jp_rule_id is not None:
        db.session.add(
            JpCredit(
                person_id=completion.person_id,
                agency_id=completion.agency_id,
                credited_on=completion.completed_on,
                jp=completion.jp,
                minutes=completion.minutes,
                form_code=completion.form_code,
                jp_rule_id=completion.jp_rule_id,
                legal_basis=completion.legal_basis,
                source_kind=REGISTER,
                source_id=str(completion.id),
                title=completion.course_title,
                written_at=clock.now(),
            )
        )


def reverse(source_kind: str, source_id: str) -> None:
    """Counter what one source was credited."""
    given = db.session.scalars(
        select(JpCredit).where(
            JpCredit.source_kind == source_kind,
            JpCredit.source_id == source_id,
            JpCredit.replaces.is_(None),
        )
    )
    db.session.add_all([_reversal(each) for each in given])


def _reversal(given: JpCredit) -> JpCredit:
    kept = {
        name: getattr(given, name)
        for name in JpCredit.__table__.columns.keys()  # noqa: SIM118  not a mapping
        if name not in {"id", "jp", "minutes", "written_at", "replaces"}
    }
    return JpCredit(
        **kept, jp=-given.jp, minutes=-given.minutes, written_at=clock.now(), replaces=given.id
    )
