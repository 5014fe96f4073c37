"""python -m lms does what the command lms does."""

from lms.cli import main

main()
