"""An agency's key puts a seal into a PDF, as PAdES (B-B) asks; imported only where that is done.

The seal is invisible and outside of the page, has a name for those who listen, and is added behind
what was there: the PDF/A and PDF/UA of the typesetter stay as they are. Nothing here reads a
stranger's PDF.
"""

from datetime import datetime
from io import BytesIO

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.seals.keys import BITS, Pair

FIELD = "Segel"
ROOM = 8192  # letters for the signature, of which it needs some 4,900
NOT_SEEN = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


def seal(pair: Pair, organisation: str, pdf: bytes, reason: str, moment: datetime) -> bytes:
    """`pdf` with the seal behind it; raises Invalid for what is no PDF, or has such a seal."""
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=organisation,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
    )
    field = SigFieldSpec(
        FIELD, readable_field_name=f"Segel elektronik {organisation}", invis_sig_settings=NOT_SEEN
    )
    try:
        adding = Adding(BytesIO(pdf))
        sealed = Timed(about, Kept(pair), new_field_spec=field, moment=moment).sign_pdf(
            adding, bytes_reserved=ROOM
        )
    except (PdfError, SigningError, ValueError, RecursionError):
        sentence = say("Berkas ini bukan PDF yang utuh, atau sudah bersegel; tidak dapat disegel.")
        raise Invalid(sentence) from None
    return bytes(sealed.getvalue())


class Adding(IncrementalPdfFileWriter):
    """Adds behind a PDF, whose own words about itself stay as its typesetter wrote them."""

    def _update_meta(self) -> None:
        # pyHanko would write the XMP anew, of which PDF/A prescribes more than it keeps.
        return


class Kept(Signer):
    """Signs with a pair that lies in memory."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        super().__init__(
            signing_cert=Certificate.load(pair.certificate),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko's own
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return bytes(BITS // 8) if dry_run else self.pair.private.sign(data, PKCS1v15(), SHA256())


class Timed(PdfSigner):
    """Says the moment that it is told."""

    def __init__(
        self,
        about: PdfSignatureMetadata,
        signer: Signer,
        *,
        new_field_spec: SigFieldSpec,
        moment: datetime,
    ) -> None:
        super().__init__(about, signer, new_field_spec=new_field_spec)
        self.moment = moment

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session
