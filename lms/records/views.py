"""The transcript that everyone has, and the register that officers keep."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.competency.queries import profile
from lms.foundation import clock
from lms.foundation.language import say
from lms.identity.queries import membership, person
from lms.records import actions, asked, exporting, policies, queries, shown
from lms.records.asked import Asked
from lms.web.access import ensure, signed_in
from lms.web.errors import lead_back
from lms.web.packing import is_wanted

bp = Blueprint("records", __name__)
NOT_YOURS = say(
    "Register hanya dibuka bagi petugas kepegawaian, penyelenggara, dan atasan untuk bawahannya. "
    "Catatan Anda sendiri ada di rapor."
)
BACK = say("Kembali ke register")
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


@bp.get("/transcript")
@signed_in
def transcript() -> ResponseReturnValue:
    day = clock.today()
    picture = queries.year_picture(current_user.id, day)
    return render_template(
        "records/transcript.html",
        picture=picture,
        groups=shown.by_year(queries.completions_of(current_user.id), picture),
        years=queries.jp_by_year(current_user.id),
        profile=profile(current_user.id, day),
    )


@bp.get("/transcript/print")
@signed_in
def print_transcript() -> ResponseReturnValue:
    """The transcript as one sheet for a file or an office, with the whole NIP."""
    return render_template(
        "records/sheet.html",
        person=person(current_user.id),
        place=membership(current_user.id, clock.today()),
        completions=queries.completions_of(current_user.id),
        years=queries.jp_by_year(current_user.id),
        now=clock.now(),
    )


@bp.get("/register")
def register() -> ResponseReturnValue:
    scope = queries.scope_of(current_user.id)
    ensure(policies.may_list(scope), NOT_YOURS)
    lead_back(url_for("records.register"), BACK)
    wish = asked.read(request.args)
    choices = queries.register_choices(scope)
    wanted = asked.wanted(wish, choices)
    sums = queries.register_sums(scope, wanted)
    pages = max(1, -(-sums.completions // queries.PAGE))
    wish = wish.but(page=min(wish.page, pages))
    return render_template(
        "records/register.html",
        wish=wish,
        choices=choices,
        sums=sums,
        pages=pages,
        rows=queries.register_page(scope, wanted, wish.column, wish.page, down=wish.down),
        first=(wish.page - 1) * queries.PAGE + 1,
        filters=[(text, _address(left)) for text, left in asked.said(wish, choices)],
        address=_address,
        now=clock.now(),
    )


def _address(wish: Asked) -> str:
    return url_for("records.register", **wish.address())


@bp.get("/register/export")
def export() -> ResponseReturnValue:
    """The rows that the register shows under the same filters, all pages of them."""
    scope = queries.scope_of(current_user.id)
    ensure(policies.may_list(scope), NOT_YOURS)
    lead_back(url_for("records.register"), BACK)
    form = exporting.form(request.args.get("format", "csv"), bom=request.args.get("bom") == "1")
    wish = asked.read(request.args)
    wanted = asked.wanted(wish, queries.register_choices(scope))
    body, written = exporting.packed(form, scope, wanted)
    actions.note_export(current_user.id, current_user.agency_id, form, written, wanted)
    return _attachment(body, form.name)


def _attachment(body: bytes, form: str) -> Response:
    """One piece, packed: a server thread hands it over at once, however slow the reader is."""
    response = Response(body, content_type=TYPES[form])
    name = f"penyelesaian-{clock.today()}.{form}"
    if is_wanted(request.environ):
        response.headers["Content-Encoding"] = "gzip"
    else:  # few programs; they get the packed file itself
        name, response.content_type = f"{name}.gz", "application/gzip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    return response


shown.enter(bp)
