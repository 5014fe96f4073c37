"""What can be done with dated data: loading what ships, and changing rules of JP."""

from lms.standards.actions.changing import Wish, agree, propose, refuse, withdraw
from lms.standards.actions.loading import load_standards

__all__ = ["Wish", "agree", "load_standards", "propose", "refuse", "withdraw"]
