"""Whom a notice was for is kept so that each reads it in their own language."""

import json
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# What was kept in words, in either language, with what the screens say in the source language.
STATES = {
    "Yang sedang belajar dan yang selesai": "Yang sedang belajar dan yang selesai",
    "Those who are learning and those who finished": "Yang sedang belajar dan yang selesai",
    **dict.fromkeys(("Sedang belajar", "Learning"), "Sedang belajar"),
    **dict.fromkeys(("Selesai", "Done"), "Selesai"),
    **dict.fromkeys(("Berhenti", "Withdrawn"), "Berhenti"),
}
EVERY_RUN = ("Semua angkatan", "All runs")
NOTICE = sa.table("notice", sa.column("id", sa.Integer), sa.column("audience", sa.String))


def _said(text: str, **values: object) -> dict[str, object]:
    return {"say": text, "with": values}


def _kept(words: str) -> str:
    """A person's name stays as it is."""
    state, comma, run = words.partition(", ")
    if not comma or state not in STATES:
        return json.dumps(words, ensure_ascii=False)
    where = _said("Semua angkatan") if run in EVERY_RUN else run
    said = _said("%(state)s, %(run)s", state=_said(STATES[state]), run=where)
    return json.dumps(said, ensure_ascii=False)


def _words(kept: str) -> str:
    found = json.loads(kept)
    if isinstance(found, str):
        return found
    values = {name: it if isinstance(it, str) else it["say"] for name, it in found["with"].items()}
    return str(found["say"] % values)


def upgrade() -> None:
    _change(_kept)


def downgrade() -> None:
    _change(_words)


def _change(how: Callable[[str], str]) -> None:
    here = op.get_bind()
    for number, words in here.execute(sa.select(NOTICE.c.id, NOTICE.c.audience)).all():
        mine = sa.update(NOTICE).where(NOTICE.c.id == number)
        here.execute(mine.values(audience=how(words)))
