"""Telling a second click from a first: a form carries a key that was made with its page."""

from lms.foundation.errors import Invalid
from lms.foundation.language import say

LONGEST_KEY = 64


def ensure_form_key(key: str) -> None:
    """Raises Invalid for what no form of ours would send."""
    if not 0 < len(key) <= LONGEST_KEY:
        raise Invalid(say("Formulir ini tidak lengkap. Muat ulang halamannya, lalu kirim lagi."))
