"""The list of questions; every filter is in its address."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.bank import policies, queries, shown
from lms.bank.analysis_shown import FIGURES
from lms.bank.queries import COLUMNS, PAGE, Wish
from lms.bank.views.blueprint import bp
from lms.bank.views.finding import NOT_YOURS
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.standards.queries import competency_names
from lms.web.access import ensure
from lms.web.errors import lead_back

LONGEST_WORDS, LAST_PAGE = 100, 1_000_000
NO_CHOICE = say("Saringan itu tidak dikenal. Pilih dari daftarnya.")
NAMES = {"words": "q", "down": "desc"}  # as the address calls them


@dataclass(frozen=True)
class Asked:
    """What the page's address asks for."""

    wish: Wish
    page: int = 1

    def but(self, page: int = 1, **changes: Any) -> str:
        """The address of the same with something changed, from its first page on."""
        said = asdict(replace(self.wish, **changes)) | {"page": page if page > 1 else None}
        plain = {"sort": "key"}
        given: dict[str, Any] = {
            NAMES.get(name, name): 1 if value is True else value
            for name, value in said.items()
            if value and plain.get(name) != value
        }
        return url_for("bank.index", **given)

    def by(self, column: str) -> str:
        """Sorted by this column; once more, the other way round."""
        return self.but(sort=column, down=self.wish.sort == column and not self.wish.down)

    @property
    def narrowed(self) -> bool:
        return replace(self.wish, sort="key", down=False) != Wish()


@bp.get("/bank")
def index() -> ResponseReturnValue:
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    lead_back(url_for("bank.index"), say("Kembali ke bank soal"))
    asked = _read()
    sums = queries.sums(reach, asked.wish)
    pages = max(1, -(-sums.found // PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    rows = queries.questions(reach, asked.wish, asked.page)
    return render_template(
        "bank/index.html",
        asked=asked,
        wish=asked.wish,
        sums=sums,
        pages=pages,
        rows=rows,
        first=(asked.page - 1) * PAGE + 1,
        choices=queries.choices(reach),
        types=shown.TYPES,
        states=shown.FILTERED,
        figures=FIGURES,
        names=competency_names(),
    )


def _read() -> Asked:
    """Raises NotFound for a choice that no list offers."""
    given = request.args
    wish = Wish(
        words=" ".join(given.get("q", "")[:LONGEST_WORDS].split()),
        competency=given.get("competency", ""),
        level=given.get("level", type=int),
        topic=given.get("topic", ""),
        type=given.get("type", ""),
        state=given.get("state", ""),
        where=given.get("where", ""),
        figures=given.get("figures", ""),
        sort=given.get("sort", "key"),
        down=given.get("desc") == "1",
    )
    known = (wish.sort in COLUMNS, wish.state in shown.FILTERED, wish.figures in FIGURES)
    if not all(known):
        raise NotFound(NO_CHOICE)
    page = given.get("page", 1, type=int)
    return Asked(wish, min(max(page, 1), LAST_PAGE))
