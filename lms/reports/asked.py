"""What is asked of a report, as its address says; what makes no sense is passed over."""

from collections.abc import Sequence

from flask import request

from lms.foundation import clock


def number(name: str, usual: int, allowed: Sequence[int]) -> int:
    """One of the allowed numbers, else the usual one."""
    text = request.args.get(name, "")
    given = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else usual
    return given if given in allowed else usual


def year(years: Sequence[int]) -> int:
    return number("year", clock.today().year, years)


def one_of(name: str, allowed: Sequence[str]) -> str:
    """One of the allowed words, else none."""
    given = request.args.get(name, "")
    return given if given in allowed else ""


def word(name: str) -> str:
    return request.args.get(name, "")[:200].replace("\0", "")
