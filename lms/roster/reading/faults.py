"""A file that cannot be read as a whole, said beside the field it was sent by."""

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence


def unreadable(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"file": sentence})
