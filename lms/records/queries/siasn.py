"""Records in the columns that SIASN knows, for a file that an officer uploads there by hand.

Names and spelling are those that SIASN's interface takes when it is written to ("Sertipikat"),
as its community's programs use them; nobody but BKN can confirm them. What only SIASN knows (its
identifiers of people, agencies and places) is left empty for whoever prepares the file.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, String, cast, extract, literal, select

from lms.identity.queries import Scope
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import certified
from lms.records.queries.texts import day_text
from lms.records.queries.wanted import AnySelect, Wanted, by_position
from lms.standards.models import DevelopmentForm

STRUCTURAL = 1  # the form of development whose records are "riwayat diklat"; all others, "kursus"


def _empty(name: str) -> ColumnElement[Any]:
    return literal("", String).label(name)


def _year(name: str) -> ColumnElement[Any]:
    return cast(extract("year", Completion.completed_on), Integer).label(name)


_PERSON = (
    Completion.position,  # for the cursor; no column of the file
    CompletionPerson.nip,
    CompletionPerson.name.label("nama"),
    CompletionPerson.unit_name.label("unor"),
    _empty("id"),
)
_SENDING = (_empty("status_kirim"), _empty("pesan_galat"))
_COURSE = (
    *_PERSON,
    _empty("instansiId"),
    Completion.provider.label("institusiPenyelenggara"),
    Completion.form_code.label("jenisDiklatId"),
    _empty("jenisKursus"),
    DevelopmentForm.certificate_letter.label("jenisKursusSertipikat"),
    Completion.jp.label("jumlahJam"),
    _empty("lokasiId"),
    Completion.course_title.label("namaKursus"),
    certified.VALID_NUMBER.label("nomorSertipikat"),
    _empty("path"),
    _empty("pnsOrangId"),
    _year("tahunKursus"),
    day_text(Completion.started_at).label("tanggalKursus"),
    day_text(Completion.completed_on).label("tanggalSelesaiKursus"),
    *_SENDING,
)
_STRUCTURAL = (
    *_PERSON,
    _empty("bobot"),
    Completion.provider.label("institusiPenyelenggara"),
    _empty("jenisKompetensi"),
    Completion.jp.label("jumlahJam"),
    _empty("latihanStrukturalId"),
    certified.VALID_NUMBER.label("nomor"),
    _empty("path"),
    _empty("pnsOrangId"),
    _year("tahun"),
    day_text(Completion.started_at).label("tanggal"),
    day_text(Completion.completed_on).label("tanggalSelesai"),
    *_SENDING,
)


def siasn_courses(scope: Scope, wanted: Wanted) -> AnySelect:
    """The wanted records of every form but structural leadership, as "riwayat kursus"."""
    return _laid_out(_COURSE, Completion.form_code != STRUCTURAL, scope, wanted)


def siasn_structural(scope: Scope, wanted: Wanted) -> AnySelect:
    """The wanted records of structural leadership, as "riwayat diklat"."""
    return _laid_out(_STRUCTURAL, Completion.form_code == STRUCTURAL, scope, wanted)


def _laid_out(
    columns: tuple[Any, ...], which: ColumnElement[bool], scope: Scope, wanted: Wanted
) -> AnySelect:
    statement: AnySelect = (
        select(*columns)
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .join(DevelopmentForm, DevelopmentForm.code == Completion.form_code)
        .outerjoin(*certified.JOINED)
        .where(which)
    )
    return by_position(statement, scope, wanted)
