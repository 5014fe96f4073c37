"""Meetings of a course: when and where they are, who has a place, and who was there."""
