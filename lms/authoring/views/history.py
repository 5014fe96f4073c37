"""What a course was before: its revisions, and the edits of each module while it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, queries
from lms.authoring.differing import Differing, differing
from lms.authoring.merging import Side, sides, steps
from lms.authoring.models import ManuscriptEdit
from lms.authoring.outline import title_of
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, find, open_bench
from lms.authoring.views.modules import MODULE
from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.catalog.queries import Kept, Past
from lms.foundation.errors import NotFound
from lms.foundation.language import Sentence, say
from lms.identity.queries import names
from lms.web.access import ensure


@dataclass(frozen=True)
class Changed:
    """A file that one revision has otherwise than another."""

    title: Sentence | str
    was: str  # its path before, where it moved
    differing: Differing | None  # none for media, and for a text that only moved
    is_new: bool
    is_gone: bool


@bp.get(f"{ROOT}/history")
def history(slug: str) -> ResponseReturnValue:
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    past = catalog.revisions(_course(bench).id)
    return render_template(
        "authoring/history.html",
        bench=bench,
        past=past,
        called=names(each.by for each in past if each.by),
    )


def _course(bench: Bench) -> Course:
    """Raises NotFound before its first revision."""
    if bench.course is None:
        raise NotFound(say("Kursus ini belum pernah terbit, jadi belum ada riwayatnya."))
    return bench.course


@bp.get(f"{ROOT}/history/<int:number>")
def revision(slug: str, number: int) -> ResponseReturnValue:
    """What it changed, beside the one before it or the one that is asked for."""
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    past = catalog.revisions(_course(bench).id)
    new = _numbered(past, number)
    wanted = request.args.get("from", number - 1, type=int)
    old = _numbered(past, wanted) if wanted else None
    return render_template(
        "authoring/revision.html",
        bench=bench,
        new=new,
        old=old,
        numbers=[each.number for each in past],
        files=_changed(old, new),
        name=names([new.by] if new.by else []).get(new.by or 0),
        is_now=bench.course and bench.course.revision_id == new.id,
    )


def _numbered(past: Sequence[Past], number: int) -> Past:
    found = next((each for each in past if each.number == number), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class _File:
    path: str
    source: bytes | None
    file_digest: str | None


def _changed(old: Past | None, new: Past) -> list[Changed]:
    before = sides(map(_file, catalog.files_of(old.id))) if old else {}
    after = sides(map(_file, catalog.files_of(new.id)))
    found = steps(before, before, after)
    return [_told(it.base, it.theirs) for it in found if _differs(it.base, it.theirs)]


def _file(kept: Kept) -> _File:
    return _File(kept.name, kept.source, kept.digest)


def _differs(old: Side | None, new: Side | None) -> bool:
    return old != new


def _told(old: Side | None, new: Side | None) -> Changed:
    path = (new.path if new else "") or (old.path if old else "")
    was = old.path if old and new and old.path != new.path else ""
    same = old is not None and new is not None and old.content == new.content
    media = any(each and each.digest for each in (old, new))
    text = None if media or same else differing(path, _source(old), _source(new))
    known = new or old
    title = title_of(path, known.source if known else None)
    return Changed(title, was, text, old is None, new is None)


def _source(side: Side | None) -> bytes:
    return (side and side.source) or b""


@bp.post(f"{ROOT}/history/<int:number>")
def restore_revision(slug: str, number: int) -> ResponseReturnValue:
    """Its files as a manuscript, which is looked at and published like any other."""
    bench = find(slug)
    ensure(bench.mine, NOT_YOURS)
    course = _course(bench)
    chosen = _numbered(catalog.revisions(course.id), number)
    actions.restore_revision(course, chosen.id, current_user.id)
    flash(str(say("Naskah dibuka dengan isi revisi %(number)d.", number=number)))
    return redirect(bench.address)


@bp.get(f"{MODULE}/edits")
def edits(slug: str, module_slug: str) -> ResponseReturnValue:
    """What was saved since the manuscript was opened, the latest first."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    part = bench.part(module_slug)
    past = [each for each in queries.edits(part.file.id) if each.source is not None]
    number = request.args.get("number", 0, type=int)
    chosen = next((each for each in past if each.number == number), None)
    then, now = ((each and each.source) or b"" for each in (chosen, part.file))
    return render_template(
        "authoring/edits.html",
        bench=bench,
        part=part,
        sittings=_sittings(past[::-1]),
        chosen=chosen,
        differing=differing(part.file.path, then, now) if chosen else None,
        called=names(each.person_id for each in past if each.person_id),
    )


def _sittings(past: Sequence[ManuscriptEdit]) -> list[list[ManuscriptEdit]]:
    """Edits of one person in one minute together, as their times look alike."""
    found: list[list[ManuscriptEdit]] = []
    for each in past:
        last = found[-1][-1] if found else None
        if last and (last.person_id, _minute(last)) == (each.person_id, _minute(each)):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _minute(edit: ManuscriptEdit) -> datetime:
    return edit.at.replace(second=0, microsecond=0)
