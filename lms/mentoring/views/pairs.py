"""The pairs of a scope: for programme officers, and for heads over their own subtree."""

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.queries import Scope, units_within
from lms.mentoring import policies, queries
from lms.mentoring.queries import Sought, Standing
from lms.mentoring.views.blueprint import bp
from lms.web.access import ensure
from lms.web.errors import lead_back

NOT_YOURS = say(
    "Daftar pasangan hanya dibuka bagi penyelenggara, dan atasan untuk unitnya. "
    "Pasangan Anda sendiri ada di Bimbingan."
)
NO_UNIT = say("Unit itu tidak ada dalam wewenang Anda. Pilih dari daftar saringan.")
NO_STANDING = say("Keadaan itu tidak dikenal. Pilih dari daftar saringan.")
LONGEST_WORDS, LAST_PAGE = 100, 1_000_000


@dataclass(frozen=True)
class Asked:
    """What the page's address asks for."""

    words: str = ""
    state: str = ""
    unit: int | None = None
    page: int = 1

    def but(self, **changes: Any) -> "Asked":
        """The same with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    @property
    def address(self) -> str:
        page = self.page if self.page > 1 else None
        said: dict[str, Any] = {"q": self.words, "state": self.state, "unit": self.unit}
        return url_for("mentoring.pairs", page=page, **{k: v for k, v in said.items() if v})


def _read() -> Asked:
    given = request.args
    return Asked(
        words=" ".join(given.get("q", "")[:LONGEST_WORDS].split()),
        state=given.get("state", ""),
        unit=given.get("unit", type=int),
        page=min(max(given.get("page", 1, type=int), 1), LAST_PAGE),
    )


@bp.get("/mentoring/pairs")
def pairs() -> ResponseReturnValue:
    scope = queries.scope_of(current_user.id)
    ensure(policies.may_oversee(scope), NOT_YOURS)
    lead_back(url_for("mentoring.pairs"), say("Kembali ke daftar pasangan"))
    asked, units = _read(), _units(scope)
    sought = Sought(_standing(asked.state), _path(units, asked.unit), asked.words)
    sums = queries.list_sums(scope, sought)
    pages = max(1, -(-sums.found // queries.PAGE))
    asked = asked.but(page=min(asked.page, pages))
    return render_template(
        "mentoring/pairs.html",
        asked=asked,
        sums=sums,
        pages=pages,
        units=units,
        rows=queries.list_pairs(scope, sought, asked.page),
        first=(asked.page - 1) * queries.PAGE + 1,
    )


def _units(scope: Scope) -> dict[int, Any]:
    return {each.id: each for each in units_within(scope)}


def _path(units: dict[int, Any], wanted: int | None) -> str:
    """Raises NotFound outside one's own scope."""
    if wanted is None:
        return ""
    if wanted not in units:
        raise NotFound(NO_UNIT)
    return str(units[wanted].path)


def _standing(wanted: str) -> Standing | None:
    if wanted and wanted not in set(Standing):
        raise NotFound(NO_STANDING)
    return Standing(wanted) if wanted else None
