"""One person added, moved, retired or renumbered by form: a file of one row."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import start_writing
from lms.foundation.language import say
from lms.identity.models import StaffKind
from lms.roster import folder, policies
from lms.roster.actions import Sent, begin
from lms.roster.forms import PersonForm
from lms.roster.views.blueprint import NOT_YOURS, agencies, bp
from lms.web.access import ensure
from lms.web.transaction import writes_late

KEPT = say("Biarkan seperti sekarang")
STAFF = {
    StaffKind.PNS: say("PNS"),
    StaffKind.CPNS: say("CPNS"),
    StaffKind.PPPK: say("PPPK"),
    StaffKind.PPPK_PART_TIME: say("PPPK paruh waktu"),
}
POSTS = {
    "pelaksana": say("Pelaksana"),
    "fungsional": say("Fungsional"),
    "pengawas": say("Pengawas (eselon IV)"),
    "administrator": say("Administrator (eselon III)"),
    "jpt pratama": say("JPT pratama (eselon II)"),
    "jpt madya": say("JPT madya (eselon I)"),
}
STATES = {"aktif": say("Aktif"), "pensiun": say("Keluar atau pensiun")}


@bp.route("/roster/person", methods=["GET", "POST"])
@writes_late
def person() -> ResponseReturnValue:
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    form = _filled()
    if not form.validate_on_submit():
        return render_template("roster/person.html", form=form), 422 if form.errors else 200
    ensure(policies.may_keep(current_user.id, form.agency.data), NOT_YOURS)
    name = str(say("Formulir: %(name)s", name=form.nama.data or "satu orang"))[:200]
    sent = Sent(name, folder.put(form.content()))
    start_writing()
    kept = begin(sent, agency_id=form.agency.data, by=current_user.id, day=clock.today())
    return redirect(url_for("roster.one", import_id=kept.id))


def _filled() -> PersonForm:
    form = PersonForm()
    form.agency.choices = agencies()
    for field, said in (
        (form.jenis_pegawai, STAFF),
        (form.jenis_jabatan, POSTS),
        (form.kedudukan_hukum, STATES),
    ):
        known = ((str(value), str(text)) for value, text in said.items())
        field.choices = [("", str(KEPT)), *known]
    return form
