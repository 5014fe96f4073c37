"""The transcript that everyone has, and the register that officers keep."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.competency.queries import profile
from lms.foundation import clock
from lms.identity.queries import membership, person
from lms.records import asked, policies, queries, shown
from lms.records.asked import Asked
from lms.records.views.blueprint import NOT_YOURS, bp, listed
from lms.web.access import ensure, signed_in


@bp.get("/transcript")
@signed_in
def transcript() -> ResponseReturnValue:
    day = clock.today()
    picture = queries.year_picture(current_user.id, day)
    claims = queries.claims_of(current_user.id)
    return render_template(
        "records/transcript.html",
        picture=picture,
        groups=shown.by_year(queries.completions_of(current_user.id), claims, picture),
        claims=claims,
        waiting=shown.waiting_jp(claims, picture),
        years=queries.jp_by_year(current_user.id),
        profile=profile(current_user.id, day),
        estimate=queries.professionalism(current_user.id, day),
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
        claims=shown.verified(queries.claims_of(current_user.id)),
        years=queries.jp_by_year(current_user.id),
        now=clock.now(),
    )


@bp.get("/register")
def register() -> ResponseReturnValue:
    scope = listed()
    ensure(policies.may_list(scope), NOT_YOURS)
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
