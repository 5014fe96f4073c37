"""What pydantic finds wrong with a front matter, said to the person who wrote it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from lms.catalog.reading.values import Path
from lms.foundation.language import Sentence, say


@dataclass(frozen=True)
class Complaint:
    path: Path
    of_key: bool
    text: Sentence
    mend: Sentence


PLAIN = {
    "string_type": (say("bukan teks."), say('Apit nilainya dengan tanda kutip, misalnya "2024".')),
    "int_type": (say("bukan bilangan bulat."), say("Tulis angkanya saja, misalnya 20.")),
    "int_from_float": (say("bukan bilangan bulat."), say("Tulis tanpa koma, misalnya 20.")),
    "bool_type": (say("bukan true atau false."), say("Tulis true atau false.")),
    "list_type": (
        say("bukan daftar."),
        say("Tulis setiap butir pada baris sendiri, diawali tanda hubung."),
    ),
    "date_type": (say("bukan tanggal."), say("Tulis tahun-bulan-tanggal, misalnya 2027-11-30.")),
    "date_from_datetime_inexact": (
        say("memuat jam."),
        say("Tulis tanggalnya saja, misalnya 2027-11-30."),
    ),
    "model_type": (
        say("bukan pasangan kunci dan nilai."),
        say("Tulis {kunci: nilai, kunci: nilai}."),
    ),
    "string_too_short": (say("kosong."), say("Isi nilainya.")),
    "too_short": (say("kosong."), say("Isi paling sedikit satu butir.")),
    "string_too_long": (say("terlalu panjang."), say("Persingkat nilainya.")),
}
MISSING = say("Kunci %(name)s belum ada.")
AMISS = say("Nilai %(key)s %(said)s")
BOUNDED = {
    "greater_than_equal": (say("terlalu kecil."), say("Paling kecil %(ge)s.")),
    "less_than_equal": (say("terlalu besar."), say("Paling besar %(le)s.")),
    "literal_error": (say("tidak dikenal."), say("Pilih salah satu: %(expected)s.")),
}


def complaint(error: ErrorDetails, model: type[BaseModel]) -> Complaint:
    """One error of pydantic as a sentence with its remedy."""
    path, kind, context = error["loc"], error["type"], error.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "missing":
        mend = say("Tambahkan baris %(name)s: …", name=name)
        return Complaint(path, False, Sentence(MISSING.text, {"name": name}), mend)
    if kind == "extra_forbidden":
        text = say("Kunci %(name)s tidak dikenal.", name=name)
        return Complaint(path, True, text, _nearest(name, path, model))
    said, remedy = _found(kind, context)
    text = Sentence(AMISS.text, {"key": ".".join(_steps(path)), "said": said})
    return Complaint(path, False, text, remedy)


def _found(kind: str, context: dict[str, Any]) -> tuple[Sentence, Sentence]:
    """What is wrong with a value, as it goes on after its name, and the remedy."""
    if kind in BOUNDED:
        said, mend = BOUNDED[kind]
        return said, Sentence(mend.text, dict(_spoken(context)))
    if kind in PLAIN:
        return PLAIN[kind]
    # Our own validators put both into the context.
    return context.get("said", kind), context.get("mend", say("Lihat panduan penulis."))


def _steps(path: Path) -> list[str]:
    return [str(step + 1) if isinstance(step, int) else step for step in path]


def _spoken(context: dict[str, Any]) -> dict[str, str]:
    return {key: str(value).replace(" or ", ", ") for key, value in context.items()}


def _nearest(name: str, path: Path, model: type[BaseModel]) -> Sentence:
    known = _fields(model, path[:-1])
    near = get_close_matches(name, known, 1)
    if near:
        return say("Mungkin maksud Anda %(name)s.", name=near[0])
    return say("Yang dikenal: %(known)s.", known=", ".join(known))


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """The keys known at `path`, found by walking down the models' own annotations."""
    for step in path:
        if isinstance(step, str):
            model = _inner(_field(model, step)) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _field(model: type[BaseModel], written: str) -> Any:
    named = {field.alias or name: field for name, field in model.model_fields.items()}
    return named[written].annotation


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner, get_args(annotation))), None)
