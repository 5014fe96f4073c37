"""The program that visits: one plan on standard input, one report on standard output, both JSON."""

import json
import sys
import time
from dataclasses import asdict
from typing import Any

from bench.load import Broken, Plan, Report, drive
from bench.visitors import VISITORS


def main() -> None:
    plan, report = Plan(**json.load(sys.stdin)), Report()
    began = time.perf_counter()

    def tell(what: Any) -> None:
        report.told.append((time.perf_counter() - began, what))

    visitors = [VISITORS[plan.visitor](tell=tell, **person) for person in plan.people]
    try:
        drive(plan, visitors, report)
    except (Broken, OSError) as error:
        sys.exit(f"{plan.visitor}: {error}")
    json.dump(asdict(report), sys.stdout)


if __name__ == "__main__":
    main()
