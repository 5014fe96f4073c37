"""What learners think of a course, told in groups in which nobody can be found."""
