"""What authors type about a course, and the notes that go with what they do."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.authoring.fields import lines, whole
from lms.foundation import clock
from lms.foundation.text import plain_text
from lms.standards.queries import competency_names, development_forms
from lms.web.forms import Form, SelectChoice

THEMES = {
    "digital": _l("Digital dan data"),
    "pelayanan": _l("Pelayanan publik"),
    "kepemimpinan": _l("Kepemimpinan"),
    "tata-kelola": _l("Tata kelola"),
}
LANGUAGES = {"id": _l("Indonesia"), "en": _l("Inggris")}
ROWS = 3  # of competencies, at least; one is always free
HOURS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
MOST_ROWS = 40  # what a file lists beyond them is left to the whole file
ELEARNING = "16"  # the form of most courses here


class AboutForm(Form):
    """The facts of a course that course.md holds."""

    title = StringField(_l("Judul"), [InputRequired(), Length(max=200)])
    summary = TextAreaField(_l("Ringkasan"), [InputRequired(), Length(max=1000)])
    theme = SelectField(_l("Tema"), choices=[SelectChoice(*each) for each in THEMES.items()])
    jp = IntegerField(_l("JP"), [InputRequired(), NumberRange(1, 200, _l("Isi 1 sampai 200."))])
    form = SelectField(_l("Bentuk pengembangan"), default=ELEARNING)
    language = SelectField(
        _l("Bahasa"), choices=[SelectChoice(*each) for each in LANGUAGES.items()], default="id"
    )
    audience = StringField(_l("Untuk siapa"), [Length(max=1000)])
    goals = TextAreaField(_l("Tujuan"), [Length(max=20_000)])

    rows = 0  # of competencies

    def competencies(self) -> list[tuple[Any, Any]]:
        """The fields of each row: a competency and its level."""
        numbers = range(1, self.rows + 1)
        return [(self[f"competency_{n}"], self[f"level_{n}"]) for n in numbers]

    def values(self) -> dict[str, Any]:
        """As course.md says it; None for what is left out."""
        chosen = ((code.data, level.data) for code, level in self.competencies())
        levels = {code: found for code, level in chosen if code and (found := whole(str(level)))}
        aims = [{"code": code, "level": level} for code, level in levels.items()]
        form = self.form.data or ELEARNING
        return {
            "title": _line(self.title.data),
            "summary": _line(self.summary.data),
            "language": self.language.data,
            "theme": self.theme.data,
            "jp": self.jp.data,
            "form": whole(form),
            "audience": _line(self.audience.data),
            "goals": lines(self.goals.data),
            "competencies": aims or None,
        }


class NewCourseForm(AboutForm):
    slug = StringField(_l("Alamat kursus"), [Length(max=80)])


class WholeAboutForm(AboutForm):
    """All of it, once the course is there."""

    authors = TextAreaField(_l("Penulis"), [Length(max=2000)])
    reviewed_by = StringField(_l("Penelaah"), [Length(max=1000)])
    review_by = StringField(_l("Ditelaah lagi paling lambat"), [Length(max=10)])
    licence = StringField(_l("Lisensi"), [Length(max=1000)])
    min_score = IntegerField(
        _l("Nilai akhir paling sedikit"),
        [Optional(), NumberRange(0, 100, _l("Isi 0 sampai 100."))],
    )
    body = TextAreaField(_l("Tentang kursus ini"))
    version = StringField()

    def values(self) -> dict[str, Any]:
        return super().values() | {
            "authors": lines(self.authors.data),
            "reviewed_by": _line(self.reviewed_by.data),
            "review_by": _day(self.review_by.data),
            "licence": _line(self.licence.data),
        }


class PublishForm(Form):
    note = TextAreaField(_l("Apa yang berubah, dan mengapa"), [InputRequired(), Length(max=1000)])

    def begin(self) -> None:
        """Nothing has changed yet, so nobody need say what."""
        self.note.label.text = _l("Catatan untuk riwayat kursus")
        self.note.validators = [Optional(), Length(max=1000)]
        self.note.flags.required = False

    due = DateTimeLocalField(_l("Terbit pada"), [Optional()], format=HOURS)

    def moment(self) -> datetime | None:
        """When, in the site's zone; None for now."""
        return self.due.data.replace(tzinfo=clock.Clock.zone) if self.due.data else None


def about_form(
    base: type[AboutForm], values: Mapping[str, Any] | None = None, *, sent: bool = True
) -> AboutForm:
    """The form as it was sent, or else filled with what course.md says."""
    aims = _aims(values or {})
    made = _with_rows(base, max(ROWS, len(aims) + 1))
    given = {"data": _shown(values, aims) if values else None}
    form: AboutForm = made(**given) if sent else made(formdata=None, **given)
    form.form.choices = [(str(code), name) for code, name in development_forms().items()]
    names = competency_names()
    for code, level in form.competencies():
        code.choices = [("", _l("Tidak dipilih")), *((it, f"{it} {names[it]}") for it in names)]
        level.choices = [(str(number), str(number)) for number in range(1, 6)]
    return form


def _with_rows(base: type[AboutForm], count: int) -> type[AboutForm]:
    made: dict[str, Any] = {"rows": count}
    for n in range(1, count + 1):
        made[f"competency_{n}"] = SelectField(_l("Kompetensi"))
        made[f"level_{n}"] = SelectField(_l("Jenjang"))
    return type(base.__name__, (base,), made)


def _aims(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = values.get("competencies")
    listed = found[:MOST_ROWS] if isinstance(found, list) else []
    return [each for each in listed if isinstance(each, dict)]


def _shown(values: Mapping[str, Any], aims: list[Mapping[str, Any]]) -> dict[str, Any]:
    """What the front matter says, as the fields take it."""
    data: dict[str, Any] = {name: str(value or "") for name, value in values.items()}
    for name in ("goals", "authors"):
        found = values.get(name) or []
        data[name] = "\n".join(map(str, found if isinstance(found, list) else [found]))
    completion = values.get("completion")
    score = completion.get("min_score") if isinstance(completion, dict) else None
    data |= {"jp": _number(values.get("jp")), "min_score": _number(score)}
    data["version"] = values.get("version")
    for n, aim in enumerate(aims, 1):
        data |= {f"competency_{n}": str(aim.get("code")), f"level_{n}": str(aim.get("level"))}
    return data


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def completion_of(values: Mapping[str, Any], min_score: int | None) -> dict[str, Any] | None:
    """What completing asks, with another least score."""
    found = values.get("completion")
    said = dict(found) if isinstance(found, dict) else {}
    if said.get("min_score", 0) == (min_score or 0):
        return said or None
    return said | {"min_score": min_score or 0}


def _line(given: str | None) -> str | None:
    return " ".join(plain_text(given or "").split()) or None


def _day(given: str | None) -> date | str | None:
    said = _line(given)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return said  # the reader says what is wrong with it
