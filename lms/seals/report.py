"""What is told of a file that was sent to be checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from lms.seals import queries
from lms.seals.queries import Checked, Verdict

LONGEST = 300  # letters of one value


@dataclass(frozen=True)
class Report:
    checked: Checked
    revoked: bool
    facts: list[tuple[str, str]]  # what the file says, where it is believed


def report_on(content: bytes) -> Report:
    if content[:5] == b"%PDF-":
        return Report(queries.seal_of_pdf(content), revoked=False, facts=[])
    manifest = queries.seal_of_manifest(content)
    if manifest.verdict is not Verdict.UNSEALED:
        return Report(manifest, revoked=False, facts=_manifest(manifest.content))
    badge = queries.seal_of_credential(content)
    revoked = badge.is_intact and queries.is_revoked(badge)
    return Report(badge, revoked, _badge(badge.content))


def _manifest(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(name)[:LONGEST], _told(value)) for name, value in content.items()]


def _told(value: object) -> str:
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return told[:LONGEST]


def _badge(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a credential that was sealed here, so it has the shape that we give it."""
    subject = content.get("credentialSubject", {})
    if "achievement" not in subject:
        return []
    return [
        (_("Nama"), subject["identifier"][0]["identityHash"]),
        (_("Kursus"), subject["achievement"]["name"]),
        (_("Beban belajar"), _("%(jp)s JP", jp=subject["creditsEarned"])),
        (_("Nomor"), subject["licenseNumber"]),
    ]
