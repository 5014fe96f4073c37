"""The seal of a PDF as its bytes show it; no PDF is parsed, so none can be too hard to parse.

Our seals have one shape, letter by letter: they cover the whole file, and what they cannot cover,
their own place in it, can be written in one way only. So whatever is changed or added is seen.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from asn1crypto.cms import CMSAttributes, ContentInfo, SignedData, SignerIdentifier, SignerInfo
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from lms.seals.keys import public_half

RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,9}) (\d{1,9}) (\d{1,9}) ?\]")
MOMENT = re.compile(rb"/M \(D(?::|\\072)(\d{14})Z\)")
LARGEST = 2**16  # letters of a signature that are looked at
MOST = 8  # signatures of a file that are looked at, from its end
BROKEN = (ValueError, TypeError, KeyError, IndexError, RecursionError)


@dataclass(frozen=True)
class Envelope:
    """One signature in a file, and what it says it covers."""

    pdf: bytes
    start: int  # of the place of the signature
    end: int
    rest: int  # bytes behind it that are covered

    @property
    def written(self) -> bytes:
        return self.pdf[self.start : self.end]

    @property
    def content(self) -> bytes:
        """The signature itself; empty where there is none."""
        with suppress(ValueError):
            return _trimmed(bytes.fromhex(self.written[1:-1].decode("ascii", "replace")))
        return b""

    @property
    def certificates(self) -> Iterator[bytes]:
        with suppress(*BROKEN):
            for each in ContentInfo.load(self.content)["content"]["certificates"]:
                yield each.chosen.dump()

    @property
    def at(self) -> datetime | None:
        """When it was sealed, by the clock of who sealed; covered like everything else."""
        found = MOMENT.search(self.pdf, self.end, self.end + self.rest)
        with suppress(ValueError):
            return datetime.strptime(f"{found[1].decode()}Z" if found else "", "%Y%m%d%H%M%S%z")
        return None

    def is_intact(self, certificate: bytes) -> bool:
        """Whether the whole file is, to the byte, what the owner of this certificate sealed."""
        with suppress(*BROKEN, InvalidSignature):
            return self._covers_all() and self._is_signed(certificate)
        return False

    def _covers_all(self) -> bool:
        room = self.end - self.start - 2
        as_we_write = b"<" + self.content.hex().upper().encode().ljust(room, b"0") + b">"
        return self.end + self.rest == len(self.pdf) and self.written == as_we_write

    def _is_signed(self, certificate: bytes) -> bool:
        found = ContentInfo.load(self.content, strict=True)["content"]["signer_infos"][0]
        told, signature = found["signed_attrs"], found["signature"].native
        if _as_we_write(certificate, told, signature) != self.content:
            return False
        public_half(certificate).verify(signature, told.untag().dump(), PKCS1v15(), SHA256())
        covered = sha256(self.pdf[: self.start])
        covered.update(self.pdf[self.end :])
        values = {each["type"].native: each["values"].native for each in told}
        return bool(values["message_digest"] == [covered.digest()])


def _trimmed(content: bytes) -> bytes:
    """Without what fills its place: DER says how long it is."""
    if content[:2] != b"\x30\x82":
        return b""
    return content[: 4 + int.from_bytes(content[2:4])]


def _as_we_write(certificate: bytes, told: CMSAttributes, signature: bytes) -> bytes:
    """The one way to write what is not signed around what is."""
    owner = Certificate.load(certificate)
    number = {"issuer": owner.issuer, "serial_number": owner.serial_number}
    signer = SignerInfo(
        {
            "version": "v1",
            "sid": SignerIdentifier({"issuer_and_serial_number": number}),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": told.untag(),
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": signature,
        }
    )
    signed = SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "data"},
            "certificates": [owner],
            "signer_infos": [signer],
        }
    )
    return bytes(ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def envelopes(pdf: bytes) -> list[Envelope]:
    """The signatures of a file, the last first."""
    ranges = [[int(each) for each in found.groups()] for found in RANGE.finditer(pdf)]
    return [
        Envelope(pdf, start, end, rest)
        for start, end, rest in reversed(ranges[-MOST:])
        if 2 < end - start < LARGEST and end + rest <= len(pdf)
    ]
