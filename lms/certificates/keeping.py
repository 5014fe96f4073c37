"""The PDF of a certificate: set, sealed and kept at the first wish, the same bytes ever after."""

from flask import current_app

from lms.certificates import queries
from lms.certificates.models import CertificateFile
from lms.certificates.paper import facts_of
from lms.certificates.queries import Shown
from lms.foundation import clock
from lms.foundation.database import aside
from lms.foundation.errors import Gone
from lms.foundation.files import store
from lms.foundation.inserting import insert_into
from lms.foundation.language import say
from lms.seals.actions import seal_pdf


def pdf_of(one: Shown) -> bytes:
    """Raises Gone where its personal text was taken away, Conflict where it cannot be sealed."""
    if one.redacted_at is not None:
        raise Gone(say("Data pribadi pada sertifikat ini sudah dihapus menurut hukum."))
    digest = queries.digest_of(one.id)
    return store().get(digest) if digest else _made(one)


def _made(one: Shown) -> bytes:
    """Two who ask first at once make it twice, and both get the one that was noted first."""
    from lms.certificates.paper.setting import set_paper  # noqa: PLC0415  its typesetter is large

    base_url = current_app.config["SETTINGS"].base_url
    paper = set_paper(facts_of(one, base_url), int(one.issued_at.timestamp()))
    content = seal_pdf(one.agency_id, paper, f"Sertifikat {one.number}")
    digest = store().put(content)
    note = {"certificate_id": one.id, "digest": digest, "made_at": clock.now()}
    with aside() as connection:
        connection.execute(insert_into(CertificateFile).values(note).on_conflict_do_nothing())
    noted = queries.digest_of(one.id)
    assert noted is not None  # by us, or by who was before us
    return content if noted == digest else store().get(noted)
