"""The PDF, set by Typst: tagged, PDF/A-2a and PDF/UA-1 at once, from a template of our own."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from lms.foundation.settings import ROOT

HERE = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
# What no font at hand can show stops the compiler; it names each letter.
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
IN_PLACE = "?"
UNPRINTED = {"Cc", "Cs", "Co"}
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_one_at_a_time = Lock()


def set_paper(facts: dict[str, Any], moment: int) -> bytes:
    """The paper of these facts, made at `moment`, in seconds: the same facts give the same bytes.

    A letter that our fonts do not have is set without its marks, or as a question mark: the name
    as it is written stays in the register and on the page of verification.
    """
    told = json.dumps(_printable(facts), ensure_ascii=False)
    try:
        return _compiled(told, moment)
    except typst.TypstError as error:
        unshown = set("".join(_plain(each) for each in UNSHOWN.findall(error.diagnostic)))
        if not unshown:
            raise
    return _compiled(_without(told, unshown), moment)


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps its fonts, and what it has read of the template."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE)])
    return typst.Compiler(HERE / "certificate.typ", root=ROOT, font_paths=fonts)


def _compiled(told: str, moment: int) -> bytes:
    with _one_at_a_time:  # a compiler keeps the inputs of its last call
        made = _compiler().compile(
            format="pdf", sys_inputs={"facts": told}, pdf_standards=STANDARDS, timestamp=moment
        )
    assert isinstance(made, bytes)
    return made


def _printable(told: Any) -> Any:
    """Without what steers terminals, is half a letter, or is nobody's letter."""
    if isinstance(told, dict):
        return {name: _printable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_printable(value) for value in told]
    if isinstance(told, str) and not told.isprintable():
        return "".join(each for each in told if unicodedata.category(each) not in UNPRINTED)
    return told


def _plain(named: str) -> str:
    """The letters of a name that the compiler has escaped."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)


def _without(told: str, unshown: set[str]) -> str:
    return "".join(_nearest(each) if each in unshown else each for each in told)


def _nearest(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return plain if plain.isalnum() else IN_PLACE
