"""How proposals and pairs are said on pages and at the server."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint

from lms.foundation.database import AnyRow
from lms.foundation.language import Sentence, say
from lms.mentoring.models import Proposer, StepKind
from lms.mentoring.queries import Match, Standing
from lms.web.shown import day, set_in

# What each standing is called, and the kind of its tag.
STANDINGS: dict[Standing, tuple[Sentence, str | None]] = {
    Standing.WAITING: (say("Menunggu jawaban"), "warn"),
    Standing.UPCOMING: (say("Belum mulai"), "info"),
    Standing.RUNNING: (say("Berjalan"), "done"),
    Standing.OVER: (say("Selesai"), None),
    Standing.ENDED: (say("Diakhiri lebih awal"), None),
    Standing.DECLINED: (say("Ditolak"), "danger"),
    Standing.WITHDRAWN: (say("Ditarik"), None),
    Standing.LAPSED: (say("Gugur"), None),
}
STEPS: dict[StepKind, Sentence] = {
    StepKind.PROPOSED: say("Diusulkan"),
    StepKind.ACCEPTED: say("Disetujui"),
    StepKind.BEGAN: say("Pasangan terbentuk"),
    StepKind.DECLINED: say("Ditolak"),
    StepKind.WITHDRAWN: say("Ditarik pengusulnya"),
    StepKind.LAPSED: say("Gugur: pegawai sudah mempunyai mentor lain"),
    StepKind.ENDED: say("Diakhiri lebih awal"),
}
PROPOSERS: dict[Proposer, Sentence] = {
    Proposer.OFFICER: say("penyelenggara"),
    Proposer.UNIT_HEAD: say("kepala unit"),
    Proposer.MENTOR: say("mentor"),
    Proposer.MENTEE: say("binaan"),
    Proposer.OPERATOR: say("pengelola, lewat perintah di server"),
}


def standing_name(standing: Standing) -> Sentence:
    return STANDINGS[standing][0]


def standing_tag(standing: Standing) -> tuple[Sentence, str | None]:
    return STANDINGS[standing]


def step_name(kind: str) -> Sentence:
    return STEPS[StepKind(kind)]


def proposer_name(match: Match) -> Sentence | str:
    """Who proposed it, and as what."""
    role = PROPOSERS[match.proposed_as]
    return say("%(name)s, %(role)s", name=match.proposer, role=role) if match.proposer else role


def period(match: Match) -> Sentence:
    """From the first to the last day; of one that was called off, those that were asked for."""
    called_off = match.pair_until is not None and match.pair_until == match.pair_since
    until = match.asked_until if called_off else match.until
    if until is None:
        return say("mulai %(since)s", since=day(match.since))
    last = until - timedelta(days=1)
    return say("%(since)s sampai %(until)s", since=day(match.since), until=day(last))


def other_side(match: Match, person_id: int) -> str:
    return match.mentee if person_id == match.mentor_id else match.mentor


def standings() -> dict[str, Sentence]:
    """What the list can be narrowed to."""
    return {each.value: name for each, (name, _) in STANDINGS.items()}


def unit_names(units: Mapping[int, AnyRow]) -> dict[int, str]:
    return {key: set_in(unit.name, unit.path) for key, unit in units.items()}


def enter(bp: Blueprint) -> None:
    shown = (standing_name, standing_tag, step_name, proposer_name, period, other_side, unit_names)
    for show in shown:
        bp.add_app_template_filter(show)
    bp.add_app_template_global(standings)
