"""The picture of a panel's ratings: a line for each question, a dot for its mean."""

from typing import Any

from lms.assessment.cutting.angoff import Outcome

LEFT, WIDTH, ROW, TOP = 40, 300, 22, 16  # in the picture's own units


def plot(came: Outcome) -> dict[str, Any]:
    """Where each line and dot lies; the table below the picture says the same in figures."""

    def across(percent: object) -> float:
        return round(LEFT + WIDTH * float(str(percent)) / 100, 1)

    rows = [
        {
            "place": place,
            "y": TOP + ROW * index,
            "least": across(each.least),
            "most": across(each.most),
            "mean": across(each.mean),
        }
        for index, (place, each) in enumerate(came.items.items(), 1)
    ]
    height = TOP + ROW * (len(rows) + 1)
    axis = [(across(percent), percent) for percent in (0, 25, 50, 75, 100)]
    return {"rows": rows, "height": height, "cut": across(came.cut), "axis": axis}
