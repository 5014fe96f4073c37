"""The trail of acts, sealed afterwards into a chain that a change of any sealed row breaks.

Rows get no digest when they are written, so that no writer waits for another; one sealer follows
them (see docs/decisions/0042).
"""

from lms.foundation.trail.sealing import seal_trail
from lms.foundation.trail.seals import AuditSeal, head, unsealed_since
from lms.foundation.trail.walking import Walk, walk

__all__ = ["AuditSeal", "Walk", "head", "seal_trail", "unsealed_since", "walk"]
