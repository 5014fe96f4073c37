"""Making programmes, and changing what they ask of who joins from then on."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.programmes import queries
from lms.programmes.models import Curriculum, Programme, Stage

LONGEST_TITLE, LONGEST_SUMMARY, FEWEST, MOST = 120, 600, 2, 20


@dataclass(frozen=True)
class Draft:
    """A curriculum as it is meant to be: courses in their order, each with whether it is asked."""

    title: str
    summary: str
    stages: tuple[tuple[int, bool], ...]


def make(agency_id: int, draft: Draft, by: int) -> Programme:
    """Raises Invalid where the draft cannot be followed."""
    _ensure_sound(agency_id, draft)
    made = Programme(agency_id=agency_id)
    db.session.add(made)
    db.session.flush()
    _write(made, draft, 1, by)
    return made


def revise(programme_id: int, draft: Draft, by: int, seen: int) -> None:
    """A new curriculum for who joins from now on; whoever is in it may go over to it.

    `seen` is the number of the one that was changed. Nothing is written where nothing was changed.
    Raises Invalid as `make` does, and where another one came between.
    """
    held = db.session.get_one(Programme, programme_id, with_for_update=True)
    newest = queries.newest(programme_id)
    if _is_as(newest, draft):
        return
    if newest.number != seen:
        sentence = say(
            "Susunan ini diubah di tempat lain sejak Anda membukanya. Bandingkan dengan yang "
            "sekarang; bila disimpan lagi, tulisan Anda menjadi susunan yang baru."
        )
        raise Invalid(sentence, {"stages": sentence})
    _ensure_sound(held.agency_id, draft)
    _write(held, draft, newest.number + 1, by)


def _is_as(kept: Curriculum, draft: Draft) -> bool:
    found = db.session.execute(
        select(Stage.course_id, Stage.required)
        .where(Stage.curriculum_id == kept.id)
        .order_by(Stage.position)
    )
    stages = tuple((course_id, required) for course_id, required in found)
    return (kept.title, kept.summary, stages) == (draft.title, draft.summary, draft.stages)


def _write(programme: Programme, draft: Draft, number: int, by: int) -> None:
    written = Curriculum(
        programme_id=programme.id,
        number=number,
        title=draft.title,
        summary=draft.summary,
        person_id=by,
        at=clock.now(),
    )
    db.session.add(written)
    db.session.flush()
    for position, (course_id, required) in enumerate(draft.stages, 1):
        facts = {"position": position, "course_id": course_id, "required": required}
        db.session.add(Stage(curriculum_id=written.id, **facts))
    db.session.flush()
    agency_id = programme.agency_id
    audit("wrote-curriculum", "programme", programme.id, actor_id=by, agency_id=agency_id)


def _ensure_sound(agency_id: int, draft: Draft) -> None:
    faults: dict[str, Sentence] = {}
    if not 0 < len(draft.title) <= LONGEST_TITLE:
        faults["title"] = say(
            "Isi nama program, paling panjang %(most)d huruf.", most=LONGEST_TITLE
        )
    if len(plain_text(draft.summary)) > LONGEST_SUMMARY:
        faults["summary"] = say("Paling panjang %(max)d huruf.", max=LONGEST_SUMMARY)
    chosen = [course_id for course_id, _ in draft.stages]
    known = {each.id for each in queries.choices(agency_id)}
    if len(set(chosen)) < len(chosen):
        faults["stages"] = say("Satu kursus hanya boleh sekali dalam program.")
    elif not FEWEST <= len(chosen) <= MOST:
        faults["stages"] = say(
            "Pilih dari %(fewest)d sampai %(most)d kursus.", fewest=FEWEST, most=MOST
        )
    elif not set(chosen) <= known:
        faults["stages"] = say("Ada kursus yang tidak lagi ditawarkan. Gantilah dengan yang lain.")
    elif not any(required for _, required in draft.stages):
        faults["stages"] = say("Paling sedikit satu kursus harus wajib.")
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def close(programme_id: int, by: int, *, closed: bool) -> None:
    """Nobody new comes; who is in it goes on. Likewise opened again."""
    held = db.session.get_one(Programme, programme_id, with_for_update=True)
    if (held.closed_at is not None) == closed:
        return
    held.closed_at = clock.now() if closed else None
    verb = "closed" if closed else "reopened"
    audit(verb, "programme", held.id, actor_id=by, agency_id=held.agency_id)
