"""What a certificate says of its person and its course, as of the day of completion."""

from sqlalchemy import select

from lms.catalog.library import outline
from lms.catalog.models import Revision
from lms.certificates.models import CertificatePerson
from lms.certificates.subjects import shared
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.identity.models import Agency
from lms.learning import queries as learning
from lms.records.models import Completion, CompletionPerson


def person_of(completion: Completion) -> CertificatePerson:
    told = db.session.get_one(CompletionPerson, completion.id)
    if told.redacted_at is not None:
        raise Conflict(say("Data pribadi pada catatan ini sudah dihapus menurut hukum."))
    return CertificatePerson(
        nip=told.nip,
        name=told.name,
        rank_group=completion.rank_group,
        post=told.post,
        unit_name=told.unit_name,
        agency_name=db.session.get_one(Agency, completion.agency_id).name,
    )


def organiser_of(enrolment_id: int) -> str:
    run = learning.run(learning.enrolment(enrolment_id).run_id)
    agency = db.session.get_one(Agency, run.agency_id).name
    return f"{agency}, {run.partner}" if run.partner else agency


def subjects_of(completion: Completion) -> list[list[str | int]]:
    """The modules of the revision by which the course was completed."""
    there = (
        Revision.course_id == completion.course_id,
        Revision.number == completion.revision,
    )
    revision_id = db.session.scalar(select(Revision.id).where(*there))
    modules = outline(revision_id).modules if revision_id else ()
    shares = shared(completion.jp, [module.minutes for module in modules])
    return [[module.title, share] for module, share in zip(modules, shares, strict=True)]
