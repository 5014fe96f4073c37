"""The catalogue: what there is to learn, and narrowing it down."""

from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.queries import Wish
from lms.foundation.language import Sentence, say
from lms.learning import queries
from lms.learning.views.blueprint import bp
from lms.standards.queries import competency_names
from lms.web.access import signed_in

THEMES: dict[str, Sentence] = {
    "digital": say("Digital dan data"),
    "pelayanan": say("Pelayanan publik"),
    "kepemimpinan": say("Kepemimpinan"),
    "tata-kelola": say("Tata kelola"),
}
LENGTHS: dict[str, Sentence] = {
    "short": say("Sampai %(jp)d JP", jp=catalog.SHORT),
    "long": say("Lebih dari %(jp)d JP", jp=catalog.SHORT),
}
LEVELS = range(1, 6)


@bp.get("/courses")
@signed_in
def courses() -> ResponseReturnValue:
    wish = _wish()
    found, total = catalog.courses(current_user.agency_id, wish)
    pages = max(1, -(-total // catalog.PAGE))
    if wish.page > pages:  # what was there has moved up, or the address was made up
        return redirect(_address(wish, pages))
    return render_template(
        "learning/courses.html",
        wish=wish,
        found=found,
        total=total,
        pages=pages,
        address=partial(_address, wish),
        themes=THEMES,
        lengths=LENGTHS,
        levels=LEVELS,
        counts=catalog.themes(current_user.agency_id),
        forms=catalog.forms(current_user.agency_id),
        competencies=catalog.competencies_of([row.id for row in found]),
        names=competency_names(),
        states=queries.states_by_course(current_user.id),
    )


def _address(wish: Wish, page: int) -> str:
    """A page of what is wished for; what is not asked for is left out."""
    return url_for(
        "learning.courses",
        q=wish.words or None,
        theme=wish.theme or None,
        competency=wish.competency or None,
        level=wish.level,
        length=wish.length or None,
        form=wish.form,
        page=page if page > 1 else None,
    )


def _wish() -> Wish:
    given = request.args
    level, length = given.get("level", type=int), given.get("length", "")
    return Wish(
        words=_plain(given.get("q", "")),
        theme=_plain(given.get("theme", "")),
        competency=_plain(given.get("competency", "")),
        level=level if level in LEVELS else None,
        length=length if length in LENGTHS else "",
        form=_code(given.get("form", type=int)),
        page=min(max(given.get("page", 1, type=int), 1), 10_000),
    )


def _plain(text: str) -> str:
    """What a database can compare with: short, and without signs that nobody types."""
    return " ".join("".join(each if each.isprintable() else " " for each in text[:100]).split())


def _code(given: int | None) -> int | None:
    return given if given is not None and 0 < given < 1000 else None
