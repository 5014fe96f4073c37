"""All that a certificate's paper says, as text; always in Indonesian, whoever asks for it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import segno

from lms.certificates.code import spaced
from lms.certificates.queries import Shown
from lms.certificates.ranks import ranked
from lms.certificates.spelled import spelled
from lms.certificates.subjects import as_jp
from lms.foundation import clock

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
DARK = re.compile(rb"\x01+")  # squares side by side, drawn as one
SEALED = "disegel oleh sistem, bukan tanda tangan elektronik tersertifikasi"


def facts_of(one: Shown, base_url: str) -> dict[str, Any]:
    address = f"{base_url}/verify/{one.code}"
    return {
        "title": f"Sertifikat {one.number}",
        "heading": "Sertifikat",
        "description": f"{one.course_title}, {one.name}",
        "keywords": ["sertifikat", address],
        "date": [one.issued_on.year, one.issued_on.month, one.issued_on.day],
        "organiser": one.organiser,
        "number-line": f"Nomor {one.number}",
        "name": one.name,
        "person-line": _person(one),
        "for-line": "yang telah menyelesaikan",
        "course": one.course_title,
        "run": one.run,
        "dates": between(clock.local_date(one.started_at), one.completed_on),
        "jp": f"{one.jp} ({spelled(one.jp)}) jam pelajaran",
        "qualification": _qualification(one.score),
        "place-line": f"{one.place}, {told(one.issued_on)}",
        "signers": one.signers,
        "address": address,
        "address-shown": f"{urlsplit(base_url).netloc}/verify",
        "code-shown": spaced(one.code),
        "qr": _squares(address),
        "qr-alt": f"Kode QR ke {address}",
        "seal": SEALED,
        "basis": _basis(one),
        "back-line": f"Sertifikat {one.number} · {one.name}",
        "subjects": [{"title": title, "jp": as_jp(share)} for title, share in one.subjects],
        "sum": str(one.jp),
    }


def told(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def between(first: date, last: date) -> str:
    """Two days, without saying a month or a year twice."""
    if first >= last:
        return told(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} sampai {told(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} sampai {told(last)}"
    return f"{told(first)} sampai {told(last)}"


def _person(one: Shown) -> str:
    unit = f"{one.unit_name}, {one.agency_name}" if one.unit_name else one.agency_name
    parts = (f"NIP {one.nip}" if one.nip else "", ranked(one.rank_group), one.post, unit)
    return " · ".join(part for part in parts if part)


def _qualification(score: Decimal | None) -> str:
    return f"Lulus, nilai akhir {score:.2f}".replace(".", ",") if score is not None else "Lulus"


def _basis(one: Shown) -> str:
    if not one.decision_number or one.decided_on is None:
        return ""
    day = told(one.decided_on)
    return f"Diterbitkan seketika berdasarkan keputusan nomor {one.decision_number} tanggal {day}."


def _squares(address: str) -> str:
    """The QR code as an SVG; a fixed mask is six times faster, and any of them can be read."""
    rows = segno.make(address, error="m", micro=False, mask=2).matrix
    dark = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for y, row in enumerate(rows)
        for run in DARK.finditer(row)
    )
    size = len(rows)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    return f'{head}<path fill="#10211b" d="{dark}"/></svg>'
