"""Items written out, each format in a file of its own."""
