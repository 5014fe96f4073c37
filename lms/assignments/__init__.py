"""Written work: drafts, what is handed in, and its review."""
