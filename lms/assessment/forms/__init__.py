"""What people type about quizzes, but for answers."""
