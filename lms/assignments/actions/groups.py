"""Groups of an assignment: made, joined, left, and changed by leaders; what was earned stays.

Whatever locks a group locks it before enrolments, and enrolments before submissions.
"""

from sqlalchemy import select, update

from lms.assignments import queries
from lms.assignments.actions.choosing import ensure_may_choose
from lms.assignments.models import GroupMember, WorkGroup
from lms.assignments.queries import Group, WorkState
from lms.assignments.rules import Grouping
from lms.catalog.queries import renamed
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.actions import held_enrolment
from lms.learning.models import Enrolment, Run

LONGEST = 60  # letters of a group's name
MOST = 500  # groups of one run


def make_group(run_id: int, slug: str, name: str) -> WorkGroup:
    """A group of nobody yet; raises Invalid for a name that is none, or is there already."""
    seen = (each if each.isprintable() else " " for each in plain_text(name))
    kept = " ".join("".join(seen).split())
    if not 0 < len(kept) <= LONGEST:
        sentence = say("Beri nama kelompok, paling panjang %(most)d huruf.", most=LONGEST)
        raise Invalid(sentence, {"name": sentence})
    run = hold_run(run_id)
    there = queries.groups_of(run.id, run.course_id, slug)
    if len(there) >= MOST:
        raise Conflict(say("Angkatan ini sudah mempunyai %(most)d kelompok.", most=MOST))
    if kept.casefold() in {each.name.casefold() for each in there}:
        sentence = say("Kelompok dengan nama itu sudah ada.")
        raise Invalid(sentence, {"name": sentence})
    made = WorkGroup(
        agency_id=run.agency_id,
        course_id=run.course_id,
        run_id=run.id,
        module_slug=slug,
        name=kept,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def hold_run(run_id: int) -> Run:
    """Locked: its groups are made one after the other."""
    return db.session.scalars(select(Run).where(Run.id == run_id).with_for_update()).one()


def hold_group(group_id: int) -> WorkGroup:
    """Locked: what its members do with it happens one after the other. Raises NotFound."""
    held = select(WorkGroup).where(WorkGroup.id == group_id).with_for_update()
    found = db.session.scalar(held)
    if found is None:
        raise NotFound
    return found


def join(group_id: int, enrolment_id: int, slug: str, grouping: Grouping) -> None:
    """By oneself; raises NotFound for another module's, Conflict where it is full or too late."""
    held = hold_group(group_id)
    if (renamed(held.course_id, held.module_slug) or held.module_slug) != slug:
        raise NotFound
    enrolment = held_enrolment(enrolment_id)
    group = queries.group(group_id)
    if group is None or enrolment.run_id != held.run_id:
        raise Conflict(say("Kelompok itu bukan dari angkatan Anda."))
    if group.holds(enrolment.person_id):
        return
    _ensure_none(enrolment, slug)
    if len(group.members) >= grouping.most:
        raise Conflict(say("Kelompok itu sudah penuh. Pilih kelompok lain."))
    _ensure_open(group.id)
    ensure_may_choose(held, enrolment.person_id, slug)
    _put(held, enrolment, enrolment.person_id)


def leave(group_id: int, enrolment_id: int) -> None:
    """By oneself, until the work is accepted: nobody looks for a better mark elsewhere."""
    hold_group(group_id)
    held_enrolment(enrolment_id)
    _ensure_open(group_id)
    _take_out(group_id, enrolment_id)


def put(group_id: int | None, enrolment_id: int, course_id: int, slug: str, by: int) -> None:
    """By a leader, from wherever somebody was, or into none; bounds are the leader's matter."""
    before = queries.group_of(enrolment_id, course_id, slug)
    for each in sorted({each for each in (group_id, before and before.id) if each}):
        hold_group(each)
    enrolment = held_enrolment(enrolment_id)
    _ensure_still(before, enrolment, slug)
    if before and before.id == group_id:
        return
    if before:
        ensure_not_waiting(before.id)
        _take_out(before.id, enrolment_id)
    if group_id:
        there = db.session.get_one(WorkGroup, group_id)
        if there.run_id != enrolment.run_id:
            raise Conflict(say("Orang ini ikut angkatan lain daripada kelompok itu."))
        _ensure_open(group_id)
        _put(there, enrolment, by)
    what = {"group": group_id or 0, "module": slug}
    audit("grouped", "enrolment", enrolment_id, actor_id=by, agency_id=enrolment.agency_id, **what)


def ensure_not_waiting(group_id: int) -> None:
    """Raises Conflict while its work waits: whose it is was settled when it was handed in."""
    latest = queries.sent_of_group(group_id)[:1]
    if latest and latest[0].state == WorkState.WAITING:
        raise Conflict(
            say(
                "Tulisan kelompok ini sedang menunggu umpan balik. "
                "Anggotanya dapat berubah setelah mentor menjawab."
            )
        )


def _ensure_open(group_id: int) -> None:
    """Raises Conflict also once its work was accepted: it is the work of those who are in it."""
    ensure_not_waiting(group_id)
    latest = queries.sent_of_group(group_id)[:1]
    if latest and latest[0].state == WorkState.ACCEPTED:
        raise Conflict(
            say("Tulisan kelompok ini sudah diterima, jadi anggotanya tidak berubah lagi.")
        )


def _ensure_none(enrolment: Enrolment, slug: str) -> None:
    there = queries.group_of(enrolment.id, enrolment.course_id, slug)
    if there is not None:
        raise Conflict(
            say("Anda sudah di kelompok %(name)s. Tinggalkan dulu kelompok itu.", name=there.name)
        )


def _ensure_still(before: Group | None, enrolment: Enrolment, slug: str) -> None:
    """Raises Conflict for who came into another group while we waited for the lock."""
    now = queries.group_of(enrolment.id, enrolment.course_id, slug)
    if (now and now.id) != (before and before.id):
        raise Conflict(
            say("Kelompok orang ini baru saja diubah. Muat ulang halamannya, lalu pilih lagi.")
        )


def _put(group: WorkGroup, enrolment: Enrolment, by: int) -> None:
    """Held by the caller, group and enrolment."""
    entered = GroupMember(
        group_id=group.id,
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        since=clock.now(),
        put_by=by,
    )
    db.session.add(entered)
    db.session.flush()


def _take_out(group_id: int, enrolment_id: int) -> None:
    db.session.execute(
        update(GroupMember)
        .where(
            GroupMember.group_id == group_id,
            GroupMember.enrolment_id == enrolment_id,
            GroupMember.until.is_(None),
        )
        .values(until=clock.now())
        .execution_options(synchronize_session=False)
    )


def ensure_enough(group: Group, grouping: Grouping) -> None:
    """Raises Conflict where a group has fewer members than its work asks for."""
    if len(group.members) < grouping.least:
        raise Conflict(
            say(
                "Kelompok ini baru %(now)d orang; paling sedikit %(least)d. "
                "Ajak anggota lain, atau hubungi pengampu kursus.",
                now=len(group.members),
                least=grouping.least,
            )
        )
