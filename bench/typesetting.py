"""The program that sets certificates: from a record as the product does, or Typst alone.

Each has another name on it, so that nothing is kept from the one before.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

import typst

from bench.alone import work
from lms.certificates.models import CertificateStatus
from lms.certificates.paper import facts_of
from lms.certificates.paper.setting import HERE, STANDARDS, set_paper
from lms.certificates.queries import Shown
from lms.foundation.settings import ROOT

BASE = "https://belajar.contoh.go.id"
MOMENT = datetime(2026, 11, 22, 3, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)
ONE = Shown(
    id=UUID(int=1),
    agency_id=1,
    number="0001/800.2.4/BPSDM/XI/2026",
    code="ABCDEFGHJKLMNPQR",
    enrolment_id=1,
    completion_id=UUID(int=2),
    person_id=1,
    issued_at=MOMENT,
    issued_on=DAY,
    organiser="Pemerintah Provinsi Jambi",
    subjects=[[f"Pelajaran ke-{n}", 5] for n in range(12)],
    nip="199104122015032004",
    name="Rani Anggraini",
    rank_group="III/a",
    post="Pranata Komputer",
    unit_name="Bidang Aplikasi",
    agency_name="Pemerintah Provinsi Jambi",
    redacted_at=None,
    course_slug="dasar",
    course_title="Dasar-Dasar Pemerintahan Digital",
    run="Belajar mandiri",
    jp=6,
    score=Decimal("86.50"),
    started_at=MOMENT,
    completed_on=DAY,
    place="Jambi",
    signers=[{"name": "Ahmad Fauzan", "post": "Kepala BPSDM", "nip": "198311112009011008"}],
    decision_number=None,
    decided_on=None,
    status=CertificateStatus.ISSUED,
    reason="",
    status_at=MOMENT,
    next_code=None,
)


def product() -> Callable[[], object]:
    """Facts, QR code, the check of every letter, and the PDF."""
    numbers = count()
    return lambda: set_paper(facts_of(replace(ONE, name=f"Rani {next(numbers)}"), BASE), 0)


def bare() -> Callable[[], object]:
    """The same template with facts that are there already."""
    numbers, facts = count(), facts_of(ONE, BASE)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE)])
    compiler = typst.Compiler(HERE / "certificate.typ", root=ROOT, font_paths=fonts)

    def once() -> object:
        told = json.dumps(facts | {"name": f"Rani {next(numbers)}"})
        return compiler.compile(
            format="pdf", sys_inputs={"facts": told}, pdf_standards=STANDARDS, timestamp=0
        )

    return once


WAYS = {"product": product, "bare": bare}

if __name__ == "__main__":
    work(WAYS[sys.argv[1]](), float(sys.argv[2]))
