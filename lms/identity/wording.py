"""The names of roles, as people meet them."""

from lms.foundation.language import Sentence, say
from lms.identity.models import Role

ROLE_NAMES: dict[Role, Sentence] = {
    Role.TRAINER: say("Pengampu"),
    Role.REVIEWER: say("Penelaah"),
    Role.MENTOR: say("Mentor"),
    Role.UNIT_HEAD: say("Kepala unit"),
    Role.BKD_OFFICER: say("Pengelola data kepegawaian"),
    Role.PROGRAMME_OFFICER: say("Penyelenggara"),
    Role.ADMINISTRATOR: say("Administrator"),
}
