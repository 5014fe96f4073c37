"""What a course asks before it is completed: modules that exist, and a score that learners see."""

from collections.abc import Sequence

from lms.catalog.reading.declared import CourseDeclared
from lms.catalog.reading.front import Front
from lms.catalog.reading.shapes import ReadModule
from lms.catalog.reading.sheet import Sheet
from lms.foundation.language import say


def check_completion(
    sheet: Sheet, front: Front[CourseDeclared], slugs: list[str], modules: Sequence[ReadModule]
) -> None:
    """`slugs` are of all module files, `modules` those of them that could be read."""
    require = front.said.completion.require
    for index, slug in enumerate(require if isinstance(require, list) else []):
        if slug not in slugs:
            line, column = front.place("completion", "require", index)
            mend = say("Yang ada: %(slugs)s.", slugs=", ".join(slugs))
            sheet.wrong(
                line, say("Modul %(slug)s tidak ada dalam kursus ini.", slug=slug), mend, column
            )
    _check_score(sheet, front, [m for m in modules if require == "all" or m.slug in require])


def _check_score(
    sheet: Sheet, front: Front[CourseDeclared], required: Sequence[ReadModule]
) -> None:
    """Learners see what their final quiz asks; a course may not silently ask for more."""
    finals = [m.facts for m in required if m.facts.get("purpose") == "final"]
    marks = [facts["pass_mark"] for facts in finals if "cut" not in facts]  # a panel's is not known
    if marks and marks[-1] < front.said.completion.min_score:
        line, column = front.place("completion", "min_score")
        text = say(
            "min_score lebih tinggi daripada pass_mark kuis akhir, %(marks)s.", marks=marks[-1]
        )
        sheet.wrong(line, text, say("Samakan keduanya supaya peserta melihat syaratnya."), column)
