"""Files of other systems read into items, each format in a file of its own."""
