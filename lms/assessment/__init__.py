"""Quizzes: attempts at them, how answers are marked, and what passes."""
