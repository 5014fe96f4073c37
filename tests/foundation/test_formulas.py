"""Formulas between dollars become MathML, money stays money, and no TeX does harm."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.markup import TooMuch, render
from lms.foundation.markup.dollars import formulas
from lms.foundation.markup.maths import ELEMENTS, KEYWORDS, LENGTHS, WrongTeX, mathml

MONEY = [
    "Rp 5 juta, atau sekitar $100 dan bukan $200.",
    "US$ 5 juta ... $100",
    "Harga $5 juta lebih murah dari 10$.",
    "$100-$200, $ 5 $, US$5 dan A$6",
    "- Harga $a\n- Harga b$",
    "| $a | b |\n|---|---|\n| c | d$ |",
    "satu $a\n\ndua b$",
    "$$ $$",
]
HARMFUL = [
    r"\href{javascript:alert(1)}{x}",
    r"\class{lesson-bar}{x}",
    r"\style{position:fixed}{x}",
    r"\unicode{3c}",
    r"\verb|<script>|",
    r"\newcommand{\a}{\a\a}\a",
    r"\def\a{\a\a}\a",
    r"\newenvironment{x}{\begin{x}}{}\begin{x}\end{x}",
    r"\textcolor{red}{x}",
    r"\rule{999em}{999em}",
    r"\colorbox{black}{x}",
]
WRONG = {
    r"\frac{1}{2": "kurung kurawal",
    "}x{": "kurung kurawal",
    r"\frac{1}": "tidak lengkap",
    "x^": "tidak lengkap",
    r"\left(x": "tidak lengkap",
    r"\aneh": r"\\aneh",
    r"\begin{aneh}x\end{aneh}": "lingkungan aneh",
    "{" * 40 + "}" * 40: "terlalu dalam",
    r"\sqrt" * 300 + "x": "terlalu dalam",
    "x^{" * 31 + "}" * 31: "terlalu dalam",
}


def seen(tex: str) -> str:
    """The text of the MathML, element by element."""
    return " ".join(re.sub(r"<[^>]+>", " ", mathml(tex, block=False)).split())


@pytest.mark.parametrize("text", MONEY)
def test_money_is_no_formula(text: str) -> None:
    assert list(formulas(text)) == []
    assert "<math" not in render(text).html


def test_a_formula_is_shown_in_the_text_and_by_itself() -> None:
    made = render("Rata-rata $\\bar{x}$, lalu:\n\n$$\n\\frac{a}{b}\n$$\n")
    assert '<math display="inline" alttext="\\bar{x}">' in made.html
    assert '<math display="block" alttext="\\frac{a}{b}">' in made.html
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in made.html
    assert made.words == 4


@pytest.mark.parametrize("tex", ["5", "n=5", "1+1", "x_1*y_1*z", r"\text{laju} < 3\%", "a' \\ne 5"])
def test_nothing_in_a_formula_is_read_as_markdown(tex: str) -> None:
    made = render(f"Lihat *${tex}$* dan [${tex}$](https://a.id).")
    assert made.html.count("<math ") == 2
    assert made.wrong_tex == []
    assert made.html.count("<em>") == 1


def test_what_is_code_or_an_attribute_stays_as_it_was_written() -> None:
    html = render(
        "`$a$ & b` ``$x_1$`` $y$\n\n    $HOME dan $x<y&lt;$\n\n```\n$$\nz\n$$\n```\n\n"
        '![luas $r^2$](https://a.id/b.png "$r$")\n'
    ).html
    assert "<code>$a$ &amp; b</code> <code>$x_1$</code> <math" in html
    assert "<pre><code>$HOME dan $x&lt;y&amp;lt;$" in html
    assert "<pre><code>$$\nz\n$$" in html
    assert 'alt="luas $r^2$"' in html
    assert html.count("<math") == 2, "one in the text, one in the caption"
    assert render("\\$x\\$").html == "<p>$x$</p>"
    assert "math" not in render("\uf8f00\uf8f1").html


def test_an_indonesian_decimal_is_one_number() -> None:
    assert seen("12,5 + f(1, 2)") == "12,5 + f ( 1 , 2 )"


@pytest.mark.parametrize("tex", HARMFUL)
def test_what_would_do_more_than_draw_is_refused(tex: str) -> None:
    with pytest.raises(WrongTeX, match="tidak dipakai di sini"):
        mathml(tex, block=True)


@pytest.mark.parametrize("tex", WRONG)
def test_wrong_tex_is_told_and_shown_as_it_stands(tex: str) -> None:
    with pytest.raises(WrongTeX, match=WRONG[tex]):
        mathml(tex, block=False)
    made = render(f"a ${tex}$")
    assert made.html == f"<p>a <code>${tex}$</code></p>"
    assert [raw for raw, _ in made.wrong_tex] == [f"${tex}$"]


TOKENS = r"""
\text{ \frac { } \left( \right) \begin{matrix} \end{matrix} & \\ ^ _ ' <script> &#x3c; &lt; x 1
\sqrt [ ] \hspace{-9em} \mathrm{ \overset \href{ " <img/onerror=P()> \kern \limits | \over % \not
"""
PIECES = st.sampled_from(TOKENS.split())


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join))
def test_only_what_draws_comes_out_of_any_tex(tex: str) -> None:
    try:
        html = mathml(tex, block=True)
    except WrongTeX:
        return
    assert set(re.findall(r"</?([^\s>]*)", html)) <= ELEMENTS
    bare = re.sub(r'"[^"]*"', "", html)
    assert set(re.findall(r"([\w-]+)=", "".join(re.findall(r"<[^>]*>", bare)))) <= (
        KEYWORDS | LENGTHS
    )


def test_nothing_is_moved_far_over_the_text_around_it() -> None:
    assert "width" not in mathml(r"a\hspace{-50em}b", block=False)
    assert 'width="-2em"' in mathml(r"a\hspace{-2em}b", block=False)


SLOW = {
    "dollars": "$" * 100_000,
    "dollars that open": " $a" * 30_000,
    "fences": "".join("`" * (n % 300) + " " for n in range(1300)),
    "long formulas": f"${'x^{1}' * 390}$ " * 10,
    "braces": f"${'{' * 1900}$ " * 10,
}


@pytest.mark.parametrize("what", SLOW)
def test_no_formula_holds_the_renderer_up(what: str) -> None:
    began = time.process_time()
    render(SLOW[what])
    assert time.process_time() - began < 5


def test_more_formulas_than_a_lesson_needs_are_refused() -> None:
    with pytest.raises(TooMuch):
        render("$x$ " * 501)
    with pytest.raises(TooMuch):
        render(f"${'x^{1}' * 390}$ " * 11)
