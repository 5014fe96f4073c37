"""How written work is laid out for lists and for the templates' components."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from lms.assignments.queries.submissions import WorkState
from lms.catalog.kinds import Standing
from lms.catalog.library import Module, Outline, page
from lms.foundation.language import Sentence, say
from lms.web.shown import decimal, number

KILOBYTE = 1024
MEGABYTE = 2**20


def demand(facts: Mapping[str, Any], standing: Standing | None) -> tuple[Sentence, Sentence | None]:
    """What an assignment asks before it is done, and what has been reached of it."""
    text = say("Kirim “%(title)s” dan terima persetujuan mentor", title=facts["title"])
    if standing is not None and standing.done_at is not None:
        return text, None
    detail = standing.detail if standing else {}
    number = detail.get("number", 0)
    if detail.get("state") == WorkState.WAITING:
        return text, say("Kiriman ke-%(number)d menunggu umpan balik", number=number)
    if detail.get("state") == WorkState.RETURNED:
        return text, say("Kiriman ke-%(number)d dikembalikan untuk diperbaiki", number=number)
    return text, say("Belum dikirim")


STATES: dict[WorkState, tuple[Sentence, str | None]] = {
    WorkState.OPEN: (say("Belum dikirim"), None),
    WorkState.WAITING: (say("Menunggu"), "info"),
    WorkState.RETURNED: (say("Dikembalikan"), "warn"),
    WorkState.ACCEPTED: (say("Diterima"), "done"),
}


def state_tag(state: WorkState) -> tuple[Sentence, str | None]:
    """The word for a state, and the kind of its tag."""
    return STATES[state]


def file_size(size: int) -> Sentence:
    """As in 12 KB."""
    if size >= MEGABYTE:
        return say("%(size)s MB", size=decimal(round(size / MEGABYTE, 1)))
    return say("%(size)s KB", size=number(max(1, round(size / KILOBYTE))))


def grouped(outline: Outline) -> list[Module]:
    """The assignments of a course that are written in groups."""
    return [
        each
        for each in outline.modules
        if each.kind == "assignment" and page(each.digest).facts.get("group")
    ]


def enter(bp: Blueprint) -> None:
    for show in (state_tag, file_size, grouped):
        bp.add_app_template_filter(show)
