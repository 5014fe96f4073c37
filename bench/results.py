"""A benchmark's figures: a line of JSON for machines, a line of a table for people."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measuring import Pair


@dataclass(frozen=True)
class Result:
    """One figure beside its reference; `goals` are sentences with whether each was reached."""

    name: str
    unit: str
    reference: str  # what it is, with its unit
    pair: Pair
    goals: tuple[tuple[str, bool], ...]

    def facts(self) -> dict[str, Any]:
        subject, reference = self.pair.subject, self.pair.reference
        return {
            "name": self.name,
            "value": _rounded(subject.rate),
            "unit": self.unit,
            "reference": self.reference,
            "reference_value": _rounded(reference.rate),
            "ratio": _rounded(self.pair.ratio),
            "p50_ms": _rounded(subject.p50_ms),
            "p99_ms": _rounded(subject.p99_ms),
            "cpu_us": _rounded(subject.cpu_us),
            "reference_cpu_us": _rounded(reference.cpu_us),
            "goals": dict(self.goals),
        }


def _rounded(value: float | None) -> float | None:
    """Four figures, which is more than the machine repeats."""
    return None if value is None else float(f"{value:.4g}")


def write(results: list[Result], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(result.facts()) + "\n" for result in results))


HEAD = ("name", "value", "unit", "reference", "ratio", "p50 ms", "p99 ms", "µs CPU", "of ref.")


def table(results: list[Result]) -> str:
    rows = [HEAD, *(_row(result) for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    for result, place in zip(reversed(results), range(len(results), 0, -1), strict=True):
        lines[place + 1 : place + 1] = [
            f"    {'pass' if reached else 'SHORT'}: {sentence}"
            for sentence, reached in result.goals
        ]
    return "\n".join(lines)


def _row(result: Result) -> tuple[str, ...]:
    subject, reference = result.pair.subject, result.pair.reference
    figures = (result.pair.ratio, subject.p50_ms, subject.p99_ms, subject.cpu_us, reference.cpu_us)
    beside = f"{_shown(reference.rate)} {result.reference}"
    return result.name, _shown(subject.rate), result.unit, beside, *map(_shown, figures)


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    words = (0, 2, 3)  # columns of words, which begin at the left
    cells = (
        cell.ljust(width) if place in words else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
