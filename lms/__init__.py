"""Belajar ASN: learning, assessment and its record for Indonesian civil servants."""

__version__ = "0.1.0"
