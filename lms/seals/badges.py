"""A certificate as an Open Badge 3.0, and the list of those that were revoked: pure functions.

Both are W3C Verifiable Credentials 2.0, sealed as vc+jwt (VC-JOSE-COSE, the JWT proof of OB 3.0).
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
IN_A_LIST = 2**17  # certificates that share a list of revocations, so that asking tells little


@dataclass(frozen=True)
class Award:
    """What a certificate says; no NIP, since a badge is shown to anybody."""

    address: str  # of the page that verifies it, whole
    number: str
    name: str  # of the person
    course: str
    course_address: str
    summary: str  # what the course is about
    criteria: str  # what was asked of the person
    jp: int
    completed_on: date
    issued_at: datetime
    position: int  # among the agency's certificates, from 0; where its revocation is looked up


@dataclass(frozen=True)
class Issuer:
    did: str
    name: str
    address: str  # whole, of the site's page about seals
    lists: str  # whole address below which the lists of revocations lie


def credential(award: Award, issuer: Issuer) -> dict[str, Any]:
    holder = uuid5(NAMESPACE_URL, award.address).urn
    moment = _text(award.issued_at)
    return {
        "@context": [CREDENTIALS, BADGES],
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.course,
        "issuer": {
            "id": issuer.did,
            "type": ["Profile"],
            "name": issuer.name,
            "url": issuer.address,
        },
        "validFrom": moment,
        "credentialSubject": {
            "id": holder,
            "type": ["AchievementSubject"],
            "identifier": [_name(award.name)],
            "activityEndDate": f"{award.completed_on.isoformat()}T00:00:00Z",
            "creditsEarned": award.jp,
            "licenseNumber": award.number,
            "achievement": _achievement(award),
        },
        "credentialStatus": _status(award.position, issuer),
        # As the JWT proof of Open Badges asks for them.
        "iss": issuer.did,
        "jti": award.address,
        "sub": holder,
        "nbf": int(award.issued_at.timestamp()),
    }


def _name(name: str) -> dict[str, Any]:
    known = {"identityHash": name, "identityType": "name"}
    return {"type": "IdentityObject", "hashed": False, **known}


def _achievement(award: Award) -> dict[str, Any]:
    return {
        "id": award.course_address,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": award.course,
        "description": award.summary or award.course,
        "criteria": {"narrative": award.criteria},
        "creditsAvailable": award.jp,
    }


def _status(position: int, issuer: Issuer) -> dict[str, str]:
    number, index = divmod(position, IN_A_LIST)
    kept = f"{issuer.lists}/{number}"
    return {
        "id": f"{kept}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": kept,
    }


def position_of(content: Mapping[str, Any]) -> int | None:
    """Where a credential of ours is looked up."""
    try:
        status = content["credentialStatus"]
        number = int(status["statusListCredential"].rpartition("/")[2])
        return number * IN_A_LIST + int(status["statusListIndex"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def list_of_revoked(
    number: int, revoked: Iterable[int], issuer: Issuer, moment: datetime
) -> dict[str, Any]:
    """The list in which certificates look themselves up; `revoked` are their positions."""
    kept = f"{issuer.lists}/{number}"
    return {
        "@context": [CREDENTIALS],
        "id": kept,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": _text(moment),
        "credentialSubject": {
            "id": f"{kept}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _packed(position - number * IN_A_LIST for position in revoked),
        },
    }


def _packed(places: Iterable[int]) -> str:
    bits = bytearray(IN_A_LIST // 8)
    for place in places:
        bits[place // 8] |= 0b1000_0000 >> place % 8  # the first stands leftmost
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
