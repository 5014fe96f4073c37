"""How the world names an agency of this site: a did:web, whose document the site serves."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from lms.foundation.mail import address
from lms.identity.models import Agency
from lms.seals import jws
from lms.seals.badges import Issuer
from lms.seals.models import SealKey


def did_of(code: str) -> str:
    """`did:web:HOST:seals:CODE`, which leads to /seals/CODE/did.json."""
    site = urlsplit(address(""))
    path = "".join(f":{quote(part)}" for part in f"{site.path}/seals/{code}".split("/") if part)
    return f"did:web:{quote(site.netloc, safe='')}{path}"


def kid_of(code: str, fingerprint: str) -> str:
    return f"{did_of(code)}#{fingerprint}"


def issuer_of(agency: Agency) -> Issuer:
    lists = address(f"/seals/{agency.code}/revoked")
    return Issuer(did_of(agency.code), agency.name, address("/seals"), lists)


def document(code: str, held: Sequence[SealKey]) -> dict[str, Any]:
    """The keys by which the agency may be believed, those of before included."""
    did = did_of(code)
    methods = [
        {
            "id": kid_of(code, key.fingerprint),
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": jws.public_key(key.certificate, kid_of(code, key.fingerprint)),
        }
        for key in held
        if key.distrusted_at is None
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [each["id"] for each in methods],
    }
