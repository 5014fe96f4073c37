"""How a programme is laid out for the templates."""

from typing import Any

from flask import Blueprint, url_for

from lms.foundation.language import Sentence, say
from lms.programmes.queries import Part, Step, StepState


def stages(found: list[Step]) -> list[dict[str, Any]]:
    """The stages as landing places on the river; the first that can be gone on with is the next."""
    going = [step for step in found if step.state in {StepState.NOW, StepState.OPEN}]
    ahead = next((step for step in going if step.required), None) or next(iter(going), None)
    return [_landing(step, step is ahead) for step in found]


def _landing(step: Step, ahead: bool) -> dict[str, Any]:
    facts = [say("%(jp)s JP", jp=step.jp)]
    if not step.required:
        facts.append(say("Pilihan"))
    if not step.offered and not step.done:
        facts.append(say("Tidak lagi menerima peserta; penyelenggara program perlu menggantinya"))
    reachable = step.offered or step.active or step.done
    landed = StepState.NOW if ahead else StepState.OPEN
    return {
        "title": step.title,
        "state": step.state if step.state in {StepState.DONE, StepState.LOCKED} else landed,
        "url": url_for("learning.course", slug=step.slug) if reachable else None,
        "facts": facts,
        "reason": say("Terbuka setelah “%(title)s”", title=step.after) if _waits(step) else None,
        "action": say("Lanjutkan") if step.active else say("Buka kursus"),
    }


def _waits(step: Step) -> bool:
    return step.state == StepState.LOCKED


def part_links(parts: list[Part]) -> list[tuple[Sentence, str]]:
    """The programmes of which a course is a stage, as its page names them, with their addresses."""
    return [
        (
            say("Langkah %(n)d dari %(of)d: %(title)s", n=it.position, of=it.of, title=it.title),
            url_for("programmes.programme", programme_id=it.programme_id),
        )
        for it in parts
    ]


def enter(bp: Blueprint) -> None:
    bp.add_app_template_filter(stages)
    bp.add_app_template_filter(part_links)
