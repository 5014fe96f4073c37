"""The roster of an agency, brought in from files of its personnel office and taken back."""
