"""How outcomes are told to who answered."""

from collections import Counter
from collections.abc import Callable, Iterable

from flask_babel import ngettext

from lms.learning.actions import Outcome

SENTENCES: dict[Outcome, Callable[[int], str]] = {
    Outcome.GIVEN: lambda n: ngettext("%(num)s orang terdaftar.", "%(num)s orang terdaftar.", n),
    Outcome.QUEUED: lambda n: ngettext(
        "%(num)s orang masuk daftar tunggu.", "%(num)s orang masuk daftar tunggu.", n
    ),
    Outcome.REFUSED: lambda n: ngettext(
        "%(num)s permohonan ditolak.", "%(num)s permohonan ditolak.", n
    ),
    Outcome.LATE: lambda n: ngettext(
        "%(num)s permohonan sudah dijawab atau ditarik, jadi tidak diubah.",
        "%(num)s permohonan sudah dijawab atau ditarik, jadi tidak diubah.",
        n,
    ),
}


def told(outcomes: Iterable[Outcome]) -> str:
    """Like: 2 orang terdaftar. 1 orang masuk daftar tunggu."""
    counted = Counter(outcomes)
    return " ".join(said(counted[each]) for each, said in SENTENCES.items() if counted[each])
