"""Accepted answers as they are typed, one a line."""

import re
from typing import Any

from lms.assessment.marking.figures import readings
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text

MOST_ACCEPTED = 50
LONGEST_ACCEPTED = 500
TOLERANCE = re.compile(r"\s*(?:±|\+/?-)\s*")


def accepted_from(field: str, kind: str, unit: str, typed: str) -> list[Any]:
    """Of a short or a numeric question; raises Invalid beside the field."""
    lines = [" ".join(plain_text(line).split()) for line in typed.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_ACCEPTED or max(map(len, lines)) > LONGEST_ACCEPTED:
        raise fault(field, say("Tulis satu sampai 50 jawaban, satu baris satu jawaban."))
    return [_number(field, line, unit) for line in lines] if kind == "numeric" else lines


def _number(field: str, line: str, unit: str) -> dict[str, float]:
    """As in the grammar of questions: a decimal comma or point, and a tolerance where wanted."""
    value, *tolerance = (readings(part, unit) for part in TOLERANCE.split(line))
    if not value or len(tolerance) > 1 or not all(tolerance):
        raise fault(field, say("“%(line)s” bukan angka. Contoh: 12,5 ± 0,5", line=line))
    return {
        "value": float(value[0]),
        "tolerance": abs(float(tolerance[0][0])) if tolerance else 0.0,
    }


def fault(field: str, sentence: Any) -> Invalid:
    return Invalid(sentence, {field: sentence})
