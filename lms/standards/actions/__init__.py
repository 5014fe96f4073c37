"""What can be done with dated data: loading what ships, and changing rules by two officers."""

from lms.standards.actions.changing import Wish, agree, propose
from lms.standards.actions.deciding import refuse, refuse_part, withdraw, withdraw_part
from lms.standards.actions.loading import load_standards
from lms.standards.actions.parts import PartWish, agree_part, propose_part

__all__ = [
    "PartWish",
    "Wish",
    "agree",
    "agree_part",
    "load_standards",
    "propose",
    "propose_part",
    "refuse",
    "refuse_part",
    "withdraw",
    "withdraw_part",
]
