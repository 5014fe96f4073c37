"""Texts that were rendered before, in this process.

Rendering follows from the text and from where its addresses lead, so whoever writes one module of a
course need not wait for all the others each time.
"""

from collections import OrderedDict
from threading import Lock

from lms.foundation.markup.rendered import Rendered, Resolver, Target
from lms.foundation.markup.rendering import render as render_anew

MOST = 1000
LONGEST = 65536  # letters; what is longer would fill a memory soon
Led = dict[str, Target | None]
shelf: OrderedDict[str, tuple[Rendered, Led]] = OrderedDict()
_turn = Lock()


def render(source: str, resolve: Resolver = lambda _: None) -> Rendered:
    """As `rendering.render`; nobody may change what it answers."""
    with _turn:
        known = shelf.get(source)
    if known and _lead_alike(resolve, known[1]):
        return known[0]
    led: Led = {}

    def noted(address: str) -> Target | None:
        led[address] = resolve(address)
        return led[address]

    rendered = render_anew(source, noted)
    if len(source) <= LONGEST:
        _keep(source, rendered, led)
    return rendered


def _lead_alike(resolve: Resolver, led: Led) -> bool:
    """Each is asked, since who resolves remembers which addresses were used."""
    return {address: resolve(address) for address in led} == led


def _keep(source: str, rendered: Rendered, led: Led) -> None:
    with _turn:
        shelf[source] = (rendered, led)
        shelf.move_to_end(source)
        while len(shelf) > MOST:
            shelf.popitem(last=False)
