"""A page of the tour: where it is, who looks at it, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from windows import Person


@dataclass(frozen=True)
class Place:
    address: str
    who: Person | None = None  # nobody is signed in
    status: int = 200
    act: Callable[[Page], None] | None = None  # what is done there before it is looked at
