"""How a visit is laid out for the templates' components."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, url_for
from markupsafe import Markup, escape

from lms.catalog import kinds
from lms.catalog.library import Module, page
from lms.catalog.queries import Marked
from lms.foundation.language import Sentence, say
from lms.learning.filters import Choice
from lms.learning.models import Approval
from lms.learning.queries import Aim, Offer, Requirement, Visit
from lms.web.shown import day, decimal, stored

OPEN, CLOSE = "\x02", "\x03"  # no author's text holds control characters


def landings(visit: Visit, linked: bool, here: str = "") -> list[dict[str, Any]]:
    """The modules as landing places on the river."""
    step = visit.next_module.slug if visit.enrolled else None
    return [_landing(visit, module, linked, here, step) for module in visit.outline.modules]


def _landing(
    visit: Visit, module: Module, linked: bool, here: str, step: str | None
) -> dict[str, Any]:
    done, asked = visit.is_done(module.slug), module in visit.outline.required()
    standing = visit.standings.get(module.slug)
    facts: list[Sentence] = [kinds.kind(module.kind).label, say("%(n)d menit", n=module.minutes)]
    held = kinds.kind(module.kind).when
    if held:
        facts.append(held(page(module.digest).facts))
    if standing and standing.score is not None:
        facts.append(say("Nilai %(score)s", score=decimal(standing.score)))
    if not asked:
        facts.append(say("Tidak wajib"))
    return {
        "title": module.title,
        "state": "done" if done else "now" if module.slug == step else "open",
        "url": address(visit, module) if linked else None,
        "facts": facts,
        "current": module.slug == here,
    }


def address(visit: Visit, module: Module) -> str:
    return url_for("learning.module", slug=visit.outline.course_slug, module_slug=module.slug)


def linked(requirements: list[Requirement], slug: str) -> list[dict[str, Any]]:
    """Requirements with the way to each that is missing."""
    return [
        {
            "text": each.text,
            "done": each.done,
            "note": each.note,
            "link": url_for("learning.module", slug=slug, module_slug=each.module.slug),
            "link_text": kinds.kind(each.module.kind).verb,
        }
        for each in requirements
    ]


def demands(visit: Visit) -> list[Sentence]:
    """What completing the course asks, in a few lines."""
    asked, everything = visit.outline.required(), visit.outline.modules
    kinds_asked = Counter(kinds.kind(module.kind).label for module in asked)
    parts = ", ".join(f"{count} {str(label).lower()}" for label, count in kinds_asked.items())
    if len(asked) == len(everything):
        said = [say("Semua modul: %(parts)s", parts=parts)]
    else:
        of = {"many": len(asked), "whole": len(everything)}
        said = [say("%(many)d dari %(whole)d modul: %(parts)s", **of, parts=parts)]
    least = visit.outline.facts["completion"].get("min_score", 0)
    if least and any(page(module.digest).facts.get("purpose") == "final" for module in asked):
        said.append(say("Nilai asesmen akhir paling rendah %(least)d", least=least))
    return said


def next_start(offers: Iterable[Offer]) -> tuple[str, Sentence] | None:
    """When somebody can begin: at any time, or with the next run that has places."""
    runs = list(offers)
    own_pace = [run for run in runs if run.self_paced]
    if not runs or any(run.is_open and not run.is_full for run in own_pace):
        return "kalender", say("Mulai kapan saja")
    dated = [run for run in runs if not run.self_paced and not run.is_full]
    if not dated:
        return None
    return "kalender", say("Angkatan berikutnya %(day)s", day=day(dated[0].opens_on))


def with_counts(choices: Iterable[Choice]) -> dict[Any, str]:
    """As a select takes them, each with how many courses it would leave."""
    return {choice.value: f"{choice.text} ({choice.count})" for choice in choices}


def highlighted(pieces: Marked) -> Markup:
    """A text of the catalogue with what was looked for marked, a hundred times a page."""
    whole = "".join(f"{OPEN}{text}{CLOSE}" if hit else text for text, hit in pieces)
    return escape(whole).replace(OPEN, Markup("<mark>")).replace(CLOSE, Markup("</mark>"))


def competency_texts(pairs: Iterable[tuple[str, int]]) -> list[Sentence]:
    return [say("%(code)s jenjang %(level)d", code=code, level=level) for code, level in pairs]


def competency_lines(aims: Iterable[Aim]) -> Markup:
    """Each competency with its level, on a line of its own."""
    lines = (
        say("%(code)s %(name)s, jenjang %(level)d", code=it.code, name=it.name, level=it.level)
        for it in aims
    )
    return Markup("<br>").join(escape(str(line)) for line in lines)


def duration(minutes: int) -> Sentence:
    """Roughly how long: in minutes below an hour and a half, else in half hours."""
    if minutes < 90:
        return say("Sekitar %(count)d menit", count=minutes)
    halves = round(minutes / 30)
    hours = f"{halves // 2},5" if halves % 2 else f"{halves // 2}"
    return say("Sekitar %(hours)s jam", hours=hours)


APPROVALS = {
    Approval.OPEN: say("Langsung terdaftar, tanpa persetujuan."),
    Approval.LEADERS: say("Perlu persetujuan pengampu kursus."),
    Approval.HEAD: say("Perlu persetujuan kepala unit kerja Anda."),
}


def enter(bp: Blueprint) -> None:
    shows = (
        landings,
        linked,
        stored,
        demands,
        next_start,
        with_counts,
        highlighted,
        competency_texts,
        competency_lines,
        duration,
    )
    for show in shows:
        bp.add_app_template_filter(show)
    bp.add_app_template_global(APPROVALS.__getitem__, "approval_of")
