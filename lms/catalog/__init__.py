"""Courses, their immutable revisions, and the documents, questions and media these point to."""
