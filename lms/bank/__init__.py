"""The question bank as people use it: found, looked at, compared, stopped."""
