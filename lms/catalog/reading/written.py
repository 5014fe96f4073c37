"""A question as its author wrote it, split but not yet rendered."""

import re
from dataclasses import dataclass
from typing import Any

from lms.catalog.reading.attributes import Attributes
from lms.catalog.reading.options import Body
from lms.catalog.reading.prose import Addresses, Passage, write, write_line
from lms.catalog.reading.sheet import Sheet
from lms.foundation.markup import plain


@dataclass(frozen=True)
class Written:
    attributes: Attributes
    body: Body

    @property
    def heading(self) -> int:
        """The line on which it begins."""
        return self.attributes.line - 1


def stem(sheet: Sheet, written: Written, addresses: Addresses) -> dict[str, Any]:
    """What is asked: the heading and the text below it."""
    line = written.heading
    return stem_of(sheet, line, sheet.lines[line - 1], written.body.stem, addresses)


def stem_of(
    sheet: Sheet, line: int, heading: str, more: list[str], addresses: Addresses
) -> dict[str, Any]:
    """`heading` is the whole line with its marks; `more` begins two lines below it."""
    asked = re.sub(r"\s+#+\s*$", "", heading[2:]).strip()
    first = write_line(sheet, Passage(line, [asked]), addresses)
    rest = write(sheet, Passage(line + 2, more), addresses).html
    return {"stem": f"<p>{first}</p>\n{rest}".strip(), "heading": plain(first)}
