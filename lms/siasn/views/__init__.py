"""SIASN's pages."""

from lms.siasn.views import checking, filing, logging, people, ruling, sending
from lms.siasn.views.blueprint import bp

__all__ = ["bp", "checking", "filing", "logging", "people", "ruling", "sending"]
