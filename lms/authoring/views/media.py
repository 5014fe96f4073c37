"""The pictures and files of a course: brought, looked at, taken out."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.authoring import actions, policies, queries
from lms.authoring.actions.bringing import MEDIA
from lms.authoring.models import ManuscriptFile
from lms.authoring.pictures import fit
from lms.authoring.views.bench import ROOT
from lms.authoring.views.blueprint import bp
from lms.authoring.views.finding import NOT_YOURS, Bench, open_bench
from lms.catalog.queries import media_asked
from lms.catalog.reading.media import TYPES
from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.web.access import ensure
from lms.web.transaction import writes_late

NO_FILE = say("Pilih berkas yang hendak dibawa.")
NO_TEXT = say("Tulis apa yang tampak pada gambar, bagi yang tidak dapat melihatnya.")


@dataclass(frozen=True)
class Brought:
    """A file of the manuscript as the list shows it."""

    file: ManuscriptFile

    @property
    def name(self) -> str:
        return self.file.path.removeprefix(MEDIA)

    @property
    def url(self) -> str:
        return url_for("catalog.media", digest=self.file.file_digest, name=self.name)

    @property
    def is_picture(self) -> bool:
        return not self.name.endswith(".pdf")

    def markdown(self, alt: str = "") -> str:
        said = " ".join(plain_text(alt).replace("[", "(").replace("]", ")").split())
        return f"{'!' if self.is_picture else ''}[{said}]({self.file.path})"


@media_asked.connect
def type_of_media(digest: str, name: str) -> str | None:
    """A file that no revision shows yet, to those who write the course."""
    held = queries.media_held(digest, name)
    may = any(policies.may_write(current_user.id, agency, slug) for agency, slug in held)
    return TYPES.get(name.rpartition(".")[2]) if may else None


@bp.get(f"{ROOT}/media")
def media(slug: str) -> ResponseReturnValue:
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    return _page(bench)


def _page(bench: Bench, fault: Sentence | str = "", alt: str = "") -> str:
    gone = [each for each in queries.gone_files(bench.manuscript.id) if each.file_digest]
    return render_template(
        "authoring/media.html",
        bench=bench,
        brought=[Brought(each) for each in bench.files if each.file_digest],
        gone=[Brought(each) for each in gone],
        unused={each.path for each in bench.checked.reading.notes},
        fault=fault,
        alt=alt,
    )


@bp.post(f"{ROOT}/media")
@writes_late
def bring(slug: str) -> ResponseReturnValue:
    """From the form of the page, or by an editor, which is answered in JSON."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    alt, by_form = request.form.get("alt", ""), "page" in request.form
    try:
        brought = _bring(bench, alt, by_form)
    except Invalid as refusal:
        if by_form:
            return _page(bench, refusal.sentence, alt), 422
        return {"error": str(refusal.sentence)}, 422
    if not by_form:
        return {"markdown": brought.markdown(alt)}
    flash(str(say("Berkas dibawa. Tempelkan ini di modul: %(text)s", text=brought.markdown(alt))))
    return redirect(url_for("authoring.media", slug=slug))


def _bring(bench: Bench, alt: str, by_form: bool) -> Brought:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid(NO_FILE)
    if by_form and not alt.strip():
        raise Invalid(NO_TEXT)
    name, content = fit(plain_text(sent.filename), sent.read())
    start_writing()  # after the picture is decoded and made small
    return Brought(actions.bring(bench.manuscript, name, content, current_user.id))


@bp.post(f"{ROOT}/media/<int:file_id>/removal")
def remove_media(slug: str, file_id: int) -> ResponseReturnValue:
    """It can come back from the same page, so nothing is asked twice."""
    bench = open_bench(slug)
    ensure(bench.mine, NOT_YOURS)
    if not any(each.id == file_id and each.file_digest for each in bench.files):
        raise NotFound
    actions.remove(bench.manuscript, file_id, current_user.id)
    return redirect(url_for("authoring.media", slug=slug))
