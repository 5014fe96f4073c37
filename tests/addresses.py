"""Addresses of applications that are made by the thousand: what is read of each is read once."""

from collections.abc import Hashable
from typing import Any, ClassVar

from lms.web.site import Address

READ = ("_parts", "_trace", "_converters", "arguments")
BUILDERS = ("_build", "_build_unknown")


class Known(Address):
    """A rule that takes over what was read of the same one for the application before.

    To read all of them took as long as most tests; what they lead to is each application's own.
    """

    _known: ClassVar[dict[Hashable, dict[str, Any]]] = {}

    def compile(self) -> None:
        key = (self.rule, self.subdomain, self.host, self.merge_slashes, str(self.defaults))
        known = self._known.get(key)
        if known is None:
            super().compile()
        else:
            self.__dict__.update({name: known[name] for name in READ})
            for name in BUILDERS:  # methods, and this rule is another self
                setattr(self, name, known[name].__func__.__get__(self))
        self._known[key] = self.__dict__
