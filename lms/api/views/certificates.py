"""Certificates, with those that were taken back: /api/v1/certificates."""

from uuid import UUID

from flask import current_app, url_for

from lms.api import queries
from lms.api.answering import Answer
from lms.api.asking import bearer
from lms.api.models import Right
from lms.api.operations import Operation, program
from lms.api.paging import filled, page_of
from lms.api.shapes.asked import CertificatesAsked
from lms.api.shapes.records import Certificate, CertificatePage
from lms.api.views.blueprint import V1, bp, given, may
from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.web.access import ensure

RIGHT = Right.CERTIFICATES
LIST = Operation(
    "listCertificates",
    say("Sertifikat menurut nomornya, termasuk yang dicabut atau diganti."),
    *(RIGHT, CertificatePage),
    query=CertificatesAsked,
    pages=True,
)
ONE = Operation("getCertificate", say("Satu sertifikat."), RIGHT, Certificate)


@bp.get(f"{V1}/certificates")
@program(LIST)
def certificates(asked: CertificatesAsked) -> Answer:
    ensure(may(RIGHT))
    scope = bearer().scope
    named = {"course_slug": "course", "person_id": "person", "status": "status", "year": "year"}
    told = {column: given(getattr(asked, name)) for column, name in named.items()}
    wanted = {column: value for column, value in told.items() if value is not None}

    def find(after: list[int], limit: int) -> object:
        return queries.list_certificates(scope, wanted, (after[0], after[1], after[2]), limit)

    page = page_of(asked, [0, 0, 0], find, lambda row: [row.agency_id, row.year, row.sequence])
    items = [_told(row) for row in page.rows]
    return Answer(CertificatePage(items, page.next))


@bp.get(f"{V1}/certificates/<uuid:certificate_id>")
@program(ONE)
def certificate(certificate_id: UUID) -> Answer:
    ensure(may(RIGHT))
    found = queries.certificate_in(bearer().scope, certificate_id)
    if found is None:
        raise NotFound
    return Answer(_told(found))


def _told(row: AnyRow) -> Certificate:
    here = current_app.config["SETTINGS"].base_url
    return filled(
        Certificate,
        row,
        address=f"{here}{url_for('certificates.verified', code=row.code)}",
        status_at=clock.local(row.status_at),
        issued_at=clock.local(row.issued_at),
    )
