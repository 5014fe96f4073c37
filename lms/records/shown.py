"""How records are laid out for the templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint

from lms.foundation.database import AnyRow
from lms.foundation.language import Sentence, say
from lms.identity.models import StaffKind
from lms.identity.queries import masked
from lms.records.actions import REMARKED
from lms.records.models import ClaimState, ClaimStepKind
from lms.records.queries import Choices, YearPicture
from lms.records.year import Year, year_of
from lms.web.shown import day, number, set_in


def year_heading(picture: YearPicture) -> Sentence:
    """What the year's JP come to, said against the floor, the ceiling or nothing."""
    credited, until = number(picture.credited), day(picture.until)
    if picture.ceiling is not None:
        return say(
            "%(jp)s JP terpakai dari paling banyak %(ceiling)d JP",
            jp=credited,
            ceiling=picture.ceiling,
        )
    if picture.floor is None:
        return say("%(jp)s JP tercatat sampai hari ini", jp=credited)
    if picture.missing:
        return say("Kurang %(jp)s JP sampai %(until)s", jp=number(picture.missing), until=until)
    return say("Batas %(floor)d JP tahun ini sudah tercapai", floor=picture.floor)


def year_name(year: Year) -> str:
    """2026, or from when until when a contract year runs."""
    if year == year_of(year.since):
        return str(year.since.year)
    return str(say("%(since)s sampai %(until)s", since=day(year.since), until=day(year.until)))


def by_year(
    completions: Sequence[AnyRow], claims: Sequence[AnyRow], picture: YearPicture
) -> list[dict[str, Any]]:
    """What counts in the person's own JP years, the latest first, each with its JP.

    Completions, and training elsewhere that was verified: together they are the ledger's sum.
    """
    groups: dict[Year, list[AnyRow]] = {}
    for each in sorted((*completions, *verified(claims)), key=day_done, reverse=True):
        groups.setdefault(year_of(day_done(each), picture.since), []).append(each)
    return [
        {"year": year, "rows": rows, "jp": sum(each.jp for each in rows)}
        for year, rows in groups.items()
    ]


def verified(claims: Sequence[AnyRow]) -> list[AnyRow]:
    return [each for each in claims if each.state == ClaimState.VERIFIED]


def waiting_jp(claims: Sequence[AnyRow], picture: YearPicture) -> int:
    """JP of the year that are stated and wait to be verified: not counted yet."""
    days = Year(picture.since, picture.until)
    waiting = (each for each in claims if each.state == ClaimState.WAITING)
    return sum(each.jp_stated for each in waiting if each.ended_on in days)


def day_done(each: AnyRow) -> date:
    day: date = each.ended_on if "ended_on" in each._fields else each.completed_on
    return day


def correction_reason(reason: str) -> str:
    """As its officer wrote it; what the system says speaks the reader's language."""
    return str(REMARKED) if reason == REMARKED.text else reason


def options(choices: Choices) -> dict[str, dict[Any, str]]:
    """What each filter offers: values and texts, units set in by their place in the tree."""
    return {
        "unit": unit_options(choices.units),
        "year": {year: str(year) for year in choices.years},
        "course": {each.slug: each.title for each in choices.courses},
        "form": {each.code: f"{each.code} {each.name}" for each in choices.forms},
    }


def form_names(choices: Choices) -> dict[int, str]:
    """The forms of development that the register may hold, by their codes."""
    return {each.code: each.name for each in choices.forms}


STATES = {
    ClaimState.WAITING: (say("menunggu diperiksa"), "info"),
    ClaimState.REFUSED: (say("belum diterima"), "warn"),
    ClaimState.VERIFIED: (say("terverifikasi"), "done"),
    ClaimState.WITHDRAWN: (say("ditarik"), None),
    ClaimState.REVERSED: (say("dibatalkan"), "danger"),
}
STEPS = {
    ClaimStepKind.SENT: say("Dikirim"),
    ClaimStepKind.MENDED: say("Diperbaiki dan dikirim lagi"),
    ClaimStepKind.WITHDRAWN: say("Ditarik"),
    ClaimStepKind.REFUSED: say("Belum diterima"),
    ClaimStepKind.VERIFIED: say("Diverifikasi"),
    ClaimStepKind.REVERSED: say("Dibatalkan"),
}


def claim_state(state: str) -> tuple[Sentence, str | None]:
    """What a claim's state is called, and the kind of its tag."""
    return STATES[ClaimState(state)]


KINDS = {
    StaffKind.PNS: "PNS",
    StaffKind.CPNS: "CPNS",
    StaffKind.PPPK: "PPPK",
    StaffKind.PPPK_PART_TIME: say("PPPK paruh waktu"),
}


def staff_kind(kind: str) -> str:
    return str(KINDS[StaffKind(kind)])


def staff_kinds(_: None) -> dict[str, str]:
    """What a filter of them offers."""
    return {kind.value: str(name) for kind, name in KINDS.items()}


def unit_options(units: Sequence[AnyRow]) -> dict[int, str]:
    return {each.id: set_in(each.name, each.path) for each in units}


def claim_step(kind: str) -> Sentence:
    return STEPS[ClaimStepKind(kind)]


FILTERS = {
    "since": say("sejak"),
    "until": say("sampai"),
    "unit_path": say("satu unit dan di bawahnya"),
    "course_id": say("satu kursus"),
    "form_code": say("bentuk"),
    "words": say("nama atau NIP"),
    "after": say("sesudah posisi"),
}
BARE = frozenset({"unit_path", "course_id", "words"})  # their values say nothing to people


def export_filters(filters: Mapping[str, str]) -> str:
    """What narrowed an export, in words."""
    return ", ".join(
        f"{FILTERS[name]}" if name in BARE else f"{FILTERS[name]} {value}"
        for name, value in filters.items()
        if name in FILTERS
    )


def enter(bp: Blueprint) -> None:
    for show in (
        year_heading,
        year_name,
        correction_reason,
        options,
        form_names,
        export_filters,
        claim_state,
        claim_step,
        staff_kind,
        staff_kinds,
        unit_options,
        masked,
    ):
        bp.add_app_template_filter(show)
