"""Certificates of completions: numbered without gaps, set as PDF, and checked by anybody."""
