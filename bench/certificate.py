"""The paper of a certificate as the product makes it, against the typesetter alone."""

from collections.abc import Iterator

from bench.alone import programs
from bench.measuring import compare
from bench.results import Result

LEAST = 0.7


def results() -> Iterator[Result]:
    pair = compare(programs("bench.typesetting", "bare"), programs("bench.typesetting", "product"))
    goal = f"at least {LEAST} of the typesetter alone"
    yield Result("certificate", "PDFs/s", "bare Typst PDFs/s", pair, ((goal, pair.ratio >= LEAST),))
