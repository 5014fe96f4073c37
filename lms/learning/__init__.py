"""Runs of courses, enrolment in them, and how far each person is."""
