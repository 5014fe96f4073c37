"""Anybody may ask whether a certificate is genuine: by its code, or by its file."""

from contextlib import closing

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import checking, code, queries
from lms.certificates.checking import Checked
from lms.certificates.forms import VerifyForm
from lms.certificates.queries import Shown
from lms.certificates.views.blueprint import bp
from lms.foundation.errors import Invalid, NotFound
from lms.foundation.language import say
from lms.web import throttle
from lms.web.access import public
from lms.web.transaction import writes_late


@bp.get("/verify")
@public
def verify() -> ResponseReturnValue:
    return _page(VerifyForm())


@bp.post("/verify")
@public
@writes_late
def verify_sent() -> ResponseReturnValue:
    """Changes nothing; sent, because a file does not fit into an address."""
    form = VerifyForm()
    file = request.files.get("file")
    try:
        if file and file.filename:
            throttle.UPLOADS.ensure(request.remote_addr or "")
            with closing(file):  # a large one lies on disk
                content = file.read(checking.LARGEST + 1)
            return _of_file(form, content)
        return redirect(url_for("certificates.verified", code=_typed(form)))
    except Invalid as refusal:
        form.take(refusal)
    return _page(form), 422


@bp.get("/verify/<code>")
@public
def verified(code: str) -> ResponseReturnValue:
    throttle.LOOKS.ensure(request.remote_addr or "")
    one = _known(code)
    if one is not None and one.code != code:
        return redirect(url_for("certificates.verified", code=one.code))
    return _page(VerifyForm(), one, asked=code), 200 if one else 404


def _typed(form: VerifyForm) -> str:
    given = code.typed(form.code.data or "")
    if not given:
        fault = say("Kode sertifikat terdiri dari 16 huruf dan angka. Salinlah dari sertifikatnya.")
        raise Invalid(fault, {"code": fault})
    return given


def _of_file(form: VerifyForm, content: bytes) -> ResponseReturnValue:
    checked = checking.check(content)
    one = queries.with_code(checked.code) if checked.code else None
    return _page(form, one, checked)


def _known(given: str) -> Shown | None:
    try:
        return queries.with_code(code.typed(given))
    except NotFound:
        return None


def _page(
    form: VerifyForm, one: Shown | None = None, checked: Checked | None = None, asked: str = ""
) -> str:
    facts = {"one": one, "checked": checked, "asked": asked}
    return render_template("certificates/verify.html", form=form, **facts)
