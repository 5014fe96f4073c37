"""SIASN over HTTP, as the programs of its community speak with it; to be confirmed with BKN.

Nothing is tried again here but a request that a token which ran out has stopped: whether a second
one is safe is for whoever sends to know.
"""

from lms.siasn.wire.client import Wire

__all__ = ["Wire"]
