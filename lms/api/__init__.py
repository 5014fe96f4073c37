"""Programs of other systems read what an agency keeps, and enrol its people, each by a token."""
