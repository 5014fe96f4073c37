"""Finding a question for the person who asks."""

from flask_login import current_user

from lms.bank import policies, queries
from lms.bank.queries import Reach
from lms.bank.queries.one import Place
from lms.foundation.language import say
from lms.web.access import ensure

NOT_YOURS = say("Bank soal hanya dibuka bagi pengajar, penelaah, dan penyelenggara.")


def own_reach() -> Reach:
    """Whose questions the person works with; raises NotAllowed where it is nobody's."""
    reach = queries.reach_of(current_user.id)
    ensure(policies.may_use_bank(reach), NOT_YOURS)
    return reach


def find(owner: str, identifier: str) -> tuple[Reach, Place]:
    """Raises NotFound for a question out of reach."""
    reach = own_reach()
    return reach, queries.place(reach, f"{owner}#{identifier}")
