"""A pair of keys: made, locked up, taken out again, and told to others as a certificate.

RSA with 3072 bits, since every reader of PDFs knows it and ECDSA would lift a PDF/A-2 to PDF 2.0;
RS256 is also what Open Badges 3.0 asks of every verifier.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID

from lms.foundation import strongbox

BITS = 3072
LASTS = timedelta(days=3653)
LONGEST_NAME = 64  # letters that a certificate holds of an organisation's name
COUNTRY = "ID"
SEALS_ONLY = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


@dataclass(frozen=True)
class Pair:
    """Both halves; the private one is shown in no text."""

    certificate: bytes  # DER
    private: RSAPrivateKey

    def __repr__(self) -> str:
        return f"Pair({fingerprint_of(self.certificate)})"


def fingerprint_of(certificate: bytes) -> str:
    return sha256(certificate).hexdigest()


def public_half(certificate: bytes) -> RSAPublicKey:
    key = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, RSAPublicKey):
        raise TypeError("A key of another kind than ours")
    return key


def make_pair(organisation: str, since: datetime) -> Pair:
    """A new key with a certificate that it signs itself: no authority stands behind it."""
    private = generate_private_key(public_exponent=65537, key_size=BITS)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, "Segel Belajar ASN"),
        ]
    )
    public = private.public_key()
    told = (
        x509.CertificateBuilder(name, name, public, x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SEALS_ONLY, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, SHA256())
    )
    return Pair(told.public_bytes(Encoding.DER), private)


def locked(pair: Pair) -> bytes:
    content = pair.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return strongbox.lock_up(content, _about(pair.certificate))


def taken_out(certificate: bytes, content: bytes) -> Pair:
    """The pair that was locked up; raises strongbox.OtherSecret."""
    opened = strongbox.take_out(content, _about(certificate))
    # Checking its numbers anew takes 0.1 s, and the strongbox has proved that they are ours.
    private = load_der_private_key(opened, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(private, RSAPrivateKey):
        raise TypeError("A key of another kind than ours")
    return Pair(certificate, private)


def _about(certificate: bytes) -> str:
    return f"seal_key {fingerprint_of(certificate)}"


def as_text(certificate: bytes) -> str:
    """PEM, as people hand it on."""
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM).decode()
