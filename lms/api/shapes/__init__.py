"""What programs send and get: each shape checked, written and told from one declaration."""
