"""The catalogue: what there is to learn, and narrowing it down."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalog import queries as catalog
from lms.catalog.queries import Wish
from lms.learning import queries
from lms.learning.filters import LENGTHS, LEVELS, THEMES, Names, choices
from lms.learning.views.blueprint import bp
from lms.standards import queries as standards
from lms.web import kept
from lms.web.access import signed_in, visitor
from lms.web.forms import token


@bp.get("/courses")
@signed_in
def courses() -> ResponseReturnValue:
    wish = _wish()
    catalogue = catalog.catalogue(visitor().agency_id, wish)
    if wish.page > catalogue.pages:  # what was there has moved up, or the address was made up
        return redirect(_address(wish, page=catalogue.pages))
    states = queries.states_by_course(visitor().id)
    names = Names(*standards.names())
    theirs = tuple(states.get(hit.course.id) for hit in catalogue.hits)
    key = ("catalogue", catalogue.at, visitor().agency_id, wish, theirs, names.key)

    def make(reader: object) -> str:
        return render_template(
            "learning/courses.html",
            current_user=reader,
            wish=wish,
            catalogue=catalogue,
            address=partial(_address, wish),
            pages=lambda page: _address(wish, page=page),
            choices=choices(catalogue, wish, names),
            themes=THEMES,
            states=states,
        )

    return kept.page(key, make, token, searched=True)


def _address(wish: Wish, **changed: Any) -> str:
    """A page of what is wished for; what is not asked for is left out."""
    wish = replace(wish, **{"page": 1, **changed})
    return url_for(
        "learning.courses",
        q=wish.words or None,
        theme=wish.theme or None,
        competency=wish.competency or None,
        level=wish.level,
        length=wish.length or None,
        form=wish.form,
        page=wish.page if wish.page > 1 else None,
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
