"""How records and SIASN are told on pages."""

from typing import Any

from flask import Blueprint, url_for

from lms.foundation.database import AnyRow
from lms.foundation.language import Said, spoken
from lms.siasn.models import SendingState, StepKind
from lms.siasn.queries import Missing, Standing
from lms.siasn.wording import COLOURS, LACKS, SENDINGS, STANDINGS, STEPS


def siasn_standing(standing: str) -> Said:
    return STANDINGS[Standing(standing)]


def siasn_colour(standing: str) -> str | None:
    """Of the tag."""
    return COLOURS.get(Standing(standing))


def siasn_step(kind: StepKind) -> Said:
    return STEPS[kind]


def sending_name(state: SendingState) -> Said:
    return SENDINGS[state]


def told(text: str) -> Said:
    """What SIASN or an officer said, as it was kept."""
    return spoken(text) if text else ""


def lacks(row: AnyRow) -> list[tuple[Said, str]]:
    """What a record lacks by itself, each with the page where it is mended."""
    own = (each for each in Missing if each is not Missing.AGENCY)
    return [(LACKS[each], _mended_at(each, row)) for each in own if getattr(row, f"lacks_{each}")]


def _mended_at(lack: Missing, row: AnyRow) -> str:
    if lack is Missing.PERSON:
        return url_for("siasn.people")
    if lack is Missing.COURSE:
        return url_for("siasn.course", course_id=row.course_id)
    if lack is Missing.LETTER:
        return url_for("siasn.kind", form_code=row.form_code)
    if lack in {Missing.NUMBER, Missing.REVOKED}:
        return url_for("certificates.register", q=row.nip)
    return url_for("records.register", q=row.nip, year=row.completed_on.year)


def differences(sent: dict[str, Any], fields: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Each field with what was sent and what stands here, where they are not the same."""
    names = sorted({*sent, *fields} - {"id"})
    return [(it, sent.get(it), fields.get(it)) for it in names if sent.get(it) != fields.get(it)]


def enter(bp: Blueprint) -> None:
    for show in (siasn_standing, siasn_colour, siasn_step, sending_name, lacks):
        bp.add_app_template_filter(show)
    bp.add_app_template_filter(told, "siasn_told")
