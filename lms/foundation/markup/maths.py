"""TeX made MathML, which browsers show and read aloud without any script.

What the library makes is built anew from elements and attributes that only draw, cleaned, and put
into a page that was cleaned before: what authors write as MathML themselves never gets in.
"""

import re
from html import unescape
from xml.etree.ElementTree import Element, tostring

from bleach.sanitizer import Cleaner
from latex2mathml import commands
from latex2mathml.converter import convert_to_element

from lms.foundation.language import Sentence, say

ELEMENTS = frozenset(
    "math menclose mfenced mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
KEYWORDS = frozenset(
    "accent accentunder alttext columnalign columnlines display displaystyle fence form largeop "
    "mathvariant movablelimits notation rowlines scriptlevel separator stretchy symmetric".split()
)
LENGTHS = frozenset(
    "columnspacing depth height linethickness lspace maxsize minsize rowspacing rspace voffset "
    "width".split()
)
# A few letters wide or high. What is moved further would lie over the text around it.
LENGTH = re.compile(r"(?:(?:[-+]?(?:\d|\d?\.\d{1,4})(?:em|ex)|[-+]?\d{1,2}(?:px|pt|mu)|0) ?){1,12}")
# They make links, dress up as the page, draw what cannot be seen in the dark, or make commands.
REFUSED = re.compile(
    r"\\(?:href|class|style|cssId|unicode|verb|def|gdef|let|newcommand|renewcommand|newenvironment"
    r"|DeclareMathOperator|require|include|input|textcolor|colorbox|fcolorbox|color|above|raise"
    r"|lower|moveleft|moveright|rule|mathchoice|tag)(?![A-Za-z])"
)
ENVIRONMENT = re.compile(r"\\begin\s*\{([^}]*)\}")
ENVIRONMENTS = frozenset(each[1:] for each in commands.MATRICES)
DEEPEST, DEEPEST_MADE = 30, 100  # braces in braces, elements in elements
CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "mover": 2, "munder": 2}
CHILDREN |= {"msubsup": 3, "munderover": 3}
ESCAPED = re.compile(r"\\.", re.DOTALL)
REFERENCE = re.compile(r"&#x[0-9A-Fa-f]{1,6};")  # how the library writes a sign
UNKNOWN = re.compile(r"\\[A-Za-z]+")


class WrongTeX(ValueError):
    """What is no formula, or one that we do not show; `why` goes on after its name."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


def mathml(tex: str, *, block: bool) -> str:
    """Raises WrongTeX."""
    _ensure_fair(tex)
    try:
        made = convert_to_element(tex, display="block" if block else "inline")
    except RecursionError:
        raise WrongTeX(say("bersarang terlalu dalam")) from None
    except Exception as fault:  # the library has a dozen of its own, and stumbles over the rest
        raise WrongTeX(say("tidak lengkap, misalnya pangkat atau pecahan tanpa isi")) from fault
    built = _built(made, tex)
    built.set("alttext", tex)
    cleaner = Cleaner(ELEMENTS, sorted(KEYWORDS | LENGTHS), protocols=[], strip=True)
    return cleaner.clean(tostring(built, encoding="unicode", short_empty_elements=False))


def _ensure_fair(tex: str) -> None:
    """Look at the text before the library does, which forgives much and goes as deep as it is."""
    refused = REFUSED.search(tex)
    if refused:
        raise WrongTeX(say("memuat %(name)s, yang tidak dipakai di sini", name=refused[0]))
    depth = 0
    for sign in re.findall(r"[{}]|\\left(?![A-Za-z])|\\begin", ESCAPED.sub(_bare, tex)):
        depth += -1 if sign == "}" else sign == "{"
        if depth < 0:
            raise WrongTeX(say("menutup kurung kurawal yang tidak dibuka"))
        if depth > DEEPEST:
            raise WrongTeX(say("bersarang terlalu dalam"))
    if depth:
        raise WrongTeX(say("tidak menutup sebuah kurung kurawal"))
    for name in ENVIRONMENT.findall(tex):
        if name not in ENVIRONMENTS:
            raise WrongTeX(say("memuat lingkungan %(name)s, yang tidak dikenal", name=name))


def _bare(escaped: re.Match[str]) -> str:
    return "" if escaped[0][1] in "{}\\" else escaped[0]


def _built(made: Element, tex: str, depth: int = 1) -> Element:
    """The same from what may be in a page, every sign as itself."""
    if depth > DEEPEST_MADE:
        raise WrongTeX(say("bersarang terlalu dalam"))
    text = REFERENCE.sub(lambda it: unescape(it[0]), made.text or "")
    unknown = UNKNOWN.fullmatch(text) if made.tag != "mtext" else None
    if unknown:
        raise WrongTeX(say("memuat %(name)s, yang tidak dikenal", name=unknown[0]))
    if made.tag not in ELEMENTS or len(made) != CHILDREN.get(made.tag, len(made)):
        raise WrongTeX(say("tidak lengkap, misalnya pangkat atau pecahan tanpa isi"))
    built = Element(made.tag, {name: it for name, it in made.items() if _is_fair(name, it)})
    built.text = text
    built.extend(_with_decimals([_built(each, tex, depth + 1) for each in made], tex))
    return built


def _is_fair(name: str, value: str) -> bool:
    return name in KEYWORDS or (name in LENGTHS and bool(LENGTH.fullmatch(value)))


def _with_decimals(row: list[Element], tex: str) -> list[Element]:
    """Two numbers around a comma without a space are one, as Indonesian writes them."""
    found: list[Element] = []
    for each in row:
        if len(found) > 1 and [it.tag for it in (*found[-2:], each)] == ["mn", "mo", "mn"]:
            said = f"{found[-2].text}{found[-1].text}{each.text}"
            if found[-1].text == "," and said in tex:
                found[-2:] = []
                each.text = said
        found.append(each)
    return found
