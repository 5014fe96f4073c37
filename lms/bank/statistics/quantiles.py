"""Quantiles of Student's t and of Fisher's F, which Python's own library does not have.

Both follow from the regularized incomplete beta function: the continued fraction of NIST's Digital
Library of Mathematical Functions (8.17.22), worked out after Lentz, and halving an interval.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)  # of an interval of 95 %
TINY, ENOUGH, STEPS = 1e-300, 1e-16, 10_000
HALVINGS = 200


def beta_part(a: float, b: float, x: float) -> float:
    """I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction meets its limit soonest on the other side
        return 1 - beta_part(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _apart(1 + step * d)
            c = _apart(1 + step / c)
            found *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return found


def _apart(value: float) -> float:
    """Never nothing, so that it may stand below a line."""
    return value if abs(value) > TINY else TINY


def t_quantile(share: float, freedom: float) -> float:
    """What a Student's t of so many degrees of freedom stays below with this chance, over 1/2."""
    tail = 2 * (1 - share)
    x = _where(lambda x: beta_part(freedom / 2, 0.5, x), tail)
    return sqrt(freedom * (1 - x) / x)


def f_quantile(share: float, above: float, below: float) -> float:
    """Sought on the side where it is the smaller, so that no digits are lost beside 1."""
    if beta_part(above / 2, below / 2, 0.5) < share:
        rest = _where(lambda rest: beta_part(below / 2, above / 2, rest), 1 - share)
        return below * (1 - rest) / (above * rest)
    x = _where(lambda x: beta_part(above / 2, below / 2, x), share)
    return below * x / (above * (1 - x))


def _where(rising: Callable[[float], float], wanted: float) -> float:
    """Where a function that rises from 0 to 1 over 0 to 1 comes to `wanted`."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2
