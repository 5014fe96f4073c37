"""Courses that one leads: who takes them, how far each has come, and what their scores are."""
