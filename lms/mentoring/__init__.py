"""Seniors who guide juniors: pairs, and written feedback on what the junior did."""
