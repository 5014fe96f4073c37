"""Every kind of page, and who meets it there; a new kind is entered in the list of its part."""

from collections.abc import Callable

from classrooms import CLASSROOMS
from offices import OFFICES
from place import Place
from scenes import Scene
from workshops import WORKSHOPS

KINDS: dict[str, Callable[[Scene], Place]] = {**CLASSROOMS, **OFFICES, **WORKSHOPS}
