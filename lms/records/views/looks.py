"""Who looked at the visitor's own records."""

from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.audit import LOOKED
from lms.foundation.language import Sentence, say
from lms.records import queries
from lms.records.views.blueprint import bp
from lms.web.access import signed_in
from lms.web.paging import page_asked

WHAT = {
    "way": say("Kemajuan belajar Anda"),
    "timeline": say("Lini masa pengerjaan kuis Anda"),
    "submission": say("Kiriman Anda"),
    "thread": say("Percakapan bimbingan Anda"),
}
LISTS = {
    "course": say("Daftar peserta dan nilai yang memuat nama Anda"),
    "gradebook": say("Daftar nilai yang memuat nama Anda, diunduh"),
    "register": say("Register instansi yang dapat memuat nama Anda, diunduh"),
}
OTHER = say("Catatan Anda")


@bp.get("/transcript/looks")
@signed_in
def looks() -> ResponseReturnValue:
    total = queries.looks_total(current_user.id)
    pages = max(1, -(-total // queries.LOOKS_PAGE))
    page = page_asked(pages)
    found = queries.looks_at(current_user.id, page)
    days = groupby(found, lambda each: clock.local_date(each.at))
    return render_template(
        "records/looks.html",
        days=[(day, list(of_it)) for day, of_it in days],
        what=_what,
        total=total,
        page=page,
        pages=pages,
    )


def _what(verb: str, subject_kind: str) -> Sentence:
    return LISTS.get(subject_kind) or WHAT.get(verb.removeprefix(LOOKED), OTHER)
