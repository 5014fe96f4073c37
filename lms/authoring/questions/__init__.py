"""A quiz's file taken apart into its questions, and what a form says of one made its text."""
