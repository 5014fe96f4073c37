"""Records of the register sent to SIASN: what is missing, what was sent, what became of it."""
