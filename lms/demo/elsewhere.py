"""Training that the learner of the demonstration did elsewhere: verified, refused and waiting."""

from datetime import date, timedelta
from uuid import uuid4

from lms.demo.offices import PROVINCE
from lms.demo.people import Province
from lms.foundation import clock
from lms.foundation.uploads import Upload, keep
from lms.records import actions
from lms.records.actions import Draft
from lms.records.models import Claim

SEMINAR, TECHNICAL = 9, 8  # 4 JP an event
REFUSED = "Buktinya surat undangan. Lampirkan sertifikat atau daftar hadirnya."


def tell_of_elsewhere(province: Province) -> None:
    officer = province.named["bkd_data"].id
    seen = _claim(province, "Seminar Pelayanan Publik Ramah Disabilitas", 75, SEMINAR, 6)
    actions.verify_claim(seen.id, officer, seen.version, 4, "Aturan: 4 JP setiap seminar.")
    refused = _claim(province, "Bimbingan Teknis Arsip Digital", 40, TECHNICAL, 4)
    actions.refuse_claim(refused.id, officer, refused.version, REFUSED)
    _claim(province, "Seminar Keamanan Siber untuk Pemerintah Daerah", 12, SEMINAR, 4)


def _claim(province: Province, title: str, ago: int, form: int, jp: int) -> Claim:
    person, day = province.named["learner"], clock.today() - timedelta(days=ago)
    draft = Draft(title, "Pusat Pelatihan Regional", form, day, day, jp, f"421/SERT/{ago:03}")
    proof = keep(Upload("sertifikat.pdf", _paper(title, day), "application/pdf"))
    agency_id = province.agencies[PROVINCE].id
    with clock.at(clock.now() - timedelta(days=ago - 3)):
        return actions.send_claim(uuid4(), person.id, agency_id, draft, proof)


def _paper(title: str, day: date) -> bytes:
    """One page that any reader opens."""
    text = f"BT /F1 18 Tf 72 720 Td ({title}) Tj 0 -30 Td ({day:%d-%m-%Y}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    file, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    last = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return file + head + last % (len(objects) + 1, len(file))
