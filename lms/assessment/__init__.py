"""Attempts at quizzes, submissions of written work, and all marking."""
