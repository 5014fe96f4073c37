"""The form of a module, made of what its kind's front matter may say.

Whatever has a shape of its own (a blueprint, how essays are marked) has a form of its own.
"""

import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from lms.authoring.hours import HOURS, HourField, as_written
from lms.foundation.text import plain_text
from lms.web.forms import Form, SelectChoice

NOT_HERE = {"was"}  # told by what the page does, not by who fills it in
LABELS: dict[str, tuple[Any, Any]] = {
    "title": (_l("Judul"), ""),
    "summary": (_l("Ringkasan"), _l("Satu kalimat untuk daftar modul.")),
    "minutes": (_l("Lama (menit)"), _l("Dihitung sendiri bila dikosongkan.")),
    "goals": (_l("Tujuan"), _l("Satu tujuan satu baris.")),
    "practice": (_l("Latihan di luar halaman (menit)"), ""),
    "purpose": (_l("Jenis kuis"), ""),
    "pass_mark": (_l("Nilai lulus"), _l("0 sampai 100; 70 bila dikosongkan.")),
    "cut": (_l("Panel batas lulus"), _l("Nama panel, pengganti nilai lulus.")),
    "opens": (_l("Dibuka"), _l("Tanggal dan jam.")),
    "closes": (_l("Ditutup"), _l("Tanggal dan jam.")),
    "time_limit": (_l("Batas waktu (menit)"), _l("Tanpa batas bila dikosongkan.")),
    "attempts": (_l("Kesempatan"), _l("Tanpa batas bila dikosongkan.")),
    "wait": (_l("Jeda antarkesempatan (jam)"), ""),
    "grade": (_l("Nilai yang dipakai"), ""),
    "feedback": (_l("Pembahasan"), ""),
    "min_words": (_l("Kata paling sedikit"), ""),
    "max_words": (_l("Kata paling banyak"), ""),
    "files": (_l("Lampiran paling banyak"), _l("0 sampai 3.")),
    "address": (_l("Alamat"), _l("Lengkap, diawali https://")),
    "file": (_l("Berkas"), _l("Misalnya media/lembar-kerja.xlsx.")),
    "video": (_l("Berkas video"), _l("Misalnya media/loket.mp4.")),
    "captions": (_l("Berkas teks video"), _l("Misalnya media/loket.vtt.")),
    "poster": (_l("Gambar sebelum diputar"), _l("Misalnya media/loket.jpg.")),
    "held": (_l("Cara bertemu"), _l("Waktunya bagian JP kursus, tidak menambah JP.")),
    "starts": (_l("Mulai"), _l("Tanggal dan jam.")),
    "ends": (_l("Selesai pukul"), _l("Tanggal dan jam.")),
    "place": (_l("Tempat"), _l("Nama ruang dan gedungnya.")),
    "places": (_l("Banyaknya tempat"), _l("Tanpa batas bila dikosongkan.")),
    "reach": (_l("Selesai bila mencapai"), ""),
    "group": (_l("Dikerjakan berkelompok"), ""),
    "group_from": (_l("Anggota paling sedikit"), _l("2 bila dikosongkan.")),
    "group_to": (_l("Anggota paling banyak"), _l("5 bila dikosongkan.")),
    "group_by": (_l("Yang membentuk kelompok"), ""),
    "feedback_days": (_l("Hari kerja untuk umpan balik"), _l("7 bila dikosongkan.")),
}
CHOICES: dict[str, Any] = {
    "practice": _l("Latihan"),
    "graded": _l("Kuis bernilai"),
    "final": _l("Ujian akhir"),
    "pretest": _l("Pre-test"),
    "best": _l("Terbaik"),
    "last": _l("Terakhir"),
    "first": _l("Pertama"),
    "at_once": _l("Langsung setelah menjawab"),
    "after_submit": _l("Setelah dikirim"),
    "after_close": _l("Setelah kuis ditutup"),
    "class": _l("Kelas"),
    "webinar": _l("Webinar"),
    "workshop": _l("Lokakarya"),
    "leaders": _l("Pengampu"),
    "learners": _l("Peserta sendiri"),
    "any": _l("Akhir mana pun"),
    "good": _l("Akhir yang baik"),
}
LONG, SHORT = 20_000, 1000
LONGEST_NUMBER = 12  # digits


@cache
def form_of(declared: type[BaseModel]) -> type[Form]:
    """Its fields in their order, then the body and the version that it is written on."""
    made: dict[str, Any] = {}
    for name, info in declared.model_fields.items():
        field = None if name in NOT_HERE else _field(name, _plain(info.annotation), info.default)
        if field is not None:
            made[name] = field
    made["body"] = TextAreaField(_l("Isi"))
    made["version"] = HiddenField()
    return type("ModuleForm", (Form,), made)


def names_of(declared: type[BaseModel]) -> list[str]:
    """The keys that the form holds."""
    return [name for name in declared.model_fields if hasattr(form_of(declared), name)]


def lacks_something(declared: type[BaseModel], form: Form) -> bool:
    """Whether a key that every module of its kind must have is still empty."""
    asked = (name for name, info in declared.model_fields.items() if info.is_required())
    return any(not form[name].data for name in asked)


def _plain(annotation: Any) -> Any:
    """Without what may be left out, and without its bounds."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return _plain(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation


def _field(name: str, kind: Any, default: Any) -> Field | None:
    label, hint = LABELS.get(name, (name.replace("_", " ").capitalize(), ""))
    given: dict[str, Any] = {"label": label, "description": hint}
    if name == "title":
        return StringField(validators=[InputRequired(), Length(max=200)], **given)
    if kind is int:
        return IntegerField(validators=[Optional()], **given)
    if kind is bool:
        return BooleanField(**given)
    if get_origin(kind) is Literal:
        options = [SelectChoice(each, CHOICES.get(each, each)) for each in get_args(kind)]
        return SelectField(choices=options, default=default, **given)
    if get_origin(kind) is list and _plain(get_args(kind)[0]) is str:
        return TextAreaField(validators=[Length(max=LONG)], **given)
    typed = HourField if name in HOURS else StringField
    return typed(validators=[Length(max=SHORT)], **given) if kind is str else None


def shown(declared: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the front matter says, as the form shows it; a number's field shows only numbers."""
    found = _said_of(declared, values)
    numbers = {name for name in found if _kind(declared, name) is int}
    return {
        name: None if name in numbers and isinstance(value, str) else value
        for name, value in found.items()
    }


def _said_of(declared: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    infos = declared.model_fields
    found = {name: _shown(values.get(name, infos[name].default)) for name in names_of(declared)}
    return {name: as_written(it) if name in HOURS else it for name, it in found.items()}


def _kind(declared: type[BaseModel], name: str) -> Any:
    return _plain(declared.model_fields[name].annotation)


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool | int) or value is None:
        return value
    return "" if type(value).__name__ == "PydanticUndefinedType" else str(value)


def changed(declared: type[BaseModel], values: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The keys that the person changed, with what the file is to say; None takes a key out."""
    before = _said_of(declared, values)
    said = {name: _said(form[name].data) for name in before}
    return {
        name: _kept(declared, name, value)
        for name, value in said.items()
        if value != _said(before[name])
    }


def _said(given: Any) -> Any:
    if isinstance(given, str):
        return plain_text(given).strip() or None
    return given


def _kept(declared: type[BaseModel], name: str, value: Any) -> Any:
    if get_origin(_kind(declared, name)) is list:
        return lines(value)
    return value if not isinstance(value, str) else " ".join(value.split())


def whole(given: str | None) -> int | None:
    """A number as a browser sends it; what has no end is none."""
    return int(given) if given and given.isdecimal() and len(given) <= LONGEST_NUMBER else None


def lines(given: str | None) -> list[str] | None:
    """What was typed line by line; nothing where all are blank."""
    found = [" ".join(each.split()) for each in plain_text(given or "").split("\n")]
    return list(filter(None, found)) or None
