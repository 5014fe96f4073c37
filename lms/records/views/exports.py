"""The register as files, and the proof of each: who took it, when, which rows, and its digest."""

from hashlib import file_digest
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.records import actions, asked, exporting, policies, queries
from lms.records.actions import Wish
from lms.records.exporting import Form
from lms.records.forms import CheckForm
from lms.records.manifest import facts, manifest
from lms.records.queries import Wanted
from lms.records.views.blueprint import NOT_YOURS, bp, listed
from lms.seals.actions import seal_manifest
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.errors import lead_back
from lms.web.packing import is_wanted
from lms.web.paging import page_asked

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PACKED_ALREADY = frozenset({"xlsx"})
BACK = say("Kembali ke riwayat ekspor")
LARGEST = 128 * 2**20  # bytes of a file to be checked


@bp.get("/register/export")
def export() -> ResponseReturnValue:
    """The rows that the register shows under the same filters, all pages of them."""
    scope = listed()
    ensure(policies.may_list(scope), NOT_YOURS)
    wish, total = register_wish()
    if total > actions.LARGE:
        return offered(total)
    form, wanted = Form(wish.form, wish.bom), wish.filters
    assert isinstance(wanted, Wanted)
    make = exporting.plain if form.shape.suffix in PACKED_ALREADY else exporting.packed
    body, written = make(form, scope, wanted)
    actions.note_export(current_user.id, current_user.agency_id, form, written, wanted)
    return handed_over(body, form.stem, form.shape.suffix)


def register_wish() -> tuple[Wish, int]:
    """What the address asks of the register, and how many rows that is."""
    scope = listed()
    form = exporting.form(request.args.get("format", "csv"), bom=request.args.get("bom") == "1")
    wish = asked.read(request.args)
    wanted = asked.wanted(wish, queries.register_choices(scope))
    return Wish(wanted, form.name, form.bom), queries.register_sums(scope, wanted).completions


def offered(total: int, **given: str) -> str:
    """So many rows are written by a job; asking for it is a form of its own."""
    address = f"{url_for('records.prepare')}?{urlencode(request.args.to_dict() | given)}"
    return render_template("records/prepare.html", total=total, address=address)


def handed_over(body: bytes, stem: str, suffix: str) -> Response:
    """One piece, packed: a server thread hands it over at once, however slow the reader is."""
    name = f"{stem}-{clock.today()}.{suffix}"
    response = attachment(body, name, TYPES[suffix])
    if suffix not in PACKED_ALREADY:
        if is_wanted(request.environ):
            response.headers["Content-Encoding"] = "gzip"
        else:  # few programs; they get the packed file itself
            response = attachment(body, f"{name}.gz", "application/gzip")
        response.headers["Vary"] = "Accept-Encoding"
    return response


@bp.get("/register/exports")
def exports() -> ResponseReturnValue:
    ensure(policies.may_list(listed()), NOT_YOURS)
    return _listed(CheckForm())


def _listed(form: CheckForm, found: AnyRow | None = None, *, checked: bool = False) -> str:
    total = queries.exports_total(current_user.id)
    pages = max(1, -(-total // queries.TAKEN_PAGE))
    page = page_asked(pages)
    return render_template(
        "records/exports.html",
        form=form,
        found=found,
        checked=checked,
        rows=queries.exports_taken(current_user.id, page),
        prepared=queries.prepared_for(current_user.id),
        page=page,
        pages=pages,
        total=total,
        first=(page - 1) * queries.TAKEN_PAGE + 1,
    )


@bp.post("/register/exports/check")
def check_export() -> ResponseReturnValue:
    """Which export a file is, byte for byte; nothing of the file is kept."""
    request.max_content_length = LARGEST
    ensure(policies.may_list(listed()), NOT_YOURS)
    lead_back(url_for("records.exports"), BACK)
    form = CheckForm()
    if not form.file.data:
        raise Invalid(say("Pilih berkas ekspor yang akan diperiksa."))
    digest = file_digest(form.file.data.stream, "sha256").hexdigest()
    return _listed(form, queries.like_export(digest, current_user.id), checked=True)


@bp.get("/register/exports/<int:number>/manifest")
def export_manifest(number: int) -> ResponseReturnValue:
    ensure(policies.may_list(listed()), NOT_YOURS)
    told = manifest(_taken(number))
    return attachment(told, f"manifes-{number}.json", "application/json; charset=utf-8")


@bp.post("/register/exports/<int:number>/seal")
def seal_export(number: int) -> ResponseReturnValue:
    """The manifest with the agency's seal; a key is made where there is none, so it is no GET."""
    ensure(policies.may_list(listed()), NOT_YOURS)
    taken = _taken(number)
    if taken.agency_id is None:  # made at the command line, for all agencies
        raise NotFound
    sealed = seal_manifest(taken.agency_id, facts(taken))
    return attachment(sealed, f"manifes-{number}.jws", "application/jose")


def _taken(number: int) -> AnyRow:
    lead_back(url_for("records.exports"), BACK)
    taken = queries.taken_export(number, current_user.id)
    if taken is None or "sha256" not in taken.detail:
        raise NotFound
    return taken
