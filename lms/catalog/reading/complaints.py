"""What pydantic finds wrong with a front matter, said to the person who wrote it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from lms.catalog.reading.values import Path


@dataclass(frozen=True)
class Complaint:
    path: Path
    of_key: bool
    text: str
    mend: str


PLAIN = {
    "string_type": ("bukan teks.", 'Apit nilainya dengan tanda kutip, misalnya "2024".'),
    "int_type": ("bukan bilangan bulat.", "Tulis angkanya saja, misalnya 20."),
    "int_from_float": ("bukan bilangan bulat.", "Tulis tanpa koma, misalnya 20."),
    "bool_type": ("bukan true atau false.", "Tulis true atau false."),
    "list_type": ("bukan daftar.", "Tulis setiap butir pada baris sendiri, diawali tanda hubung."),
    "date_type": ("bukan tanggal.", "Tulis tahun-bulan-tanggal, misalnya 2027-11-30."),
    "date_from_datetime_inexact": ("memuat jam.", "Tulis tanggalnya saja, misalnya 2027-11-30."),
    "model_type": ("bukan pasangan kunci dan nilai.", "Tulis {kunci: nilai, kunci: nilai}."),
    "string_too_short": ("kosong.", "Isi nilainya."),
    "too_short": ("kosong.", "Isi paling sedikit satu butir."),
    "string_too_long": ("terlalu panjang.", "Persingkat nilainya."),
}
BOUNDED = {
    "greater_than_equal": ("terlalu kecil.", "Paling kecil %(ge)s."),
    "less_than_equal": ("terlalu besar.", "Paling besar %(le)s."),
    "literal_error": ("tidak dikenal.", "Pilih salah satu: %(expected)s."),
}


def complaint(error: ErrorDetails, model: type[BaseModel]) -> Complaint:
    """One error of pydantic as a sentence with its remedy."""
    path, kind, context = error["loc"], error["type"], error.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "missing":
        return Complaint(path, False, f"Kunci {name} belum ada.", f"Tambahkan baris {name}: …")
    if kind == "extra_forbidden":
        return Complaint(path, True, f"Kunci {name} tidak dikenal.", _nearest(name, path, model))
    about = f"Nilai {'.'.join(_steps(path))}"
    if kind in BOUNDED:
        said, mend = BOUNDED[kind]
        return Complaint(path, False, f"{about} {said}", mend % _spoken(context))
    if kind in PLAIN:
        said, mend = PLAIN[kind]
        return Complaint(path, False, f"{about} {said}", mend)
    # Our own validators put the remedy into the context.
    mend = str(context.get("mend", "Lihat panduan penulis."))
    return Complaint(path, False, f"{about} {error['msg']}", mend)


def _steps(path: Path) -> list[str]:
    return [str(step + 1) if isinstance(step, int) else step for step in path]


def _spoken(context: dict[str, Any]) -> dict[str, str]:
    return {key: str(value).replace(" or ", " atau ") for key, value in context.items()}


def _nearest(name: str, path: Path, model: type[BaseModel]) -> str:
    known = _fields(model, path[:-1])
    near = get_close_matches(name, known, 1)
    return f"Mungkin maksud Anda {near[0]}." if near else f"Yang dikenal: {', '.join(known)}."


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
