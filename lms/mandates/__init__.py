"""Courses that people must take: who is obliged by a rule, until when, and who has done so."""
