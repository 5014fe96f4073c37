"""Where questions of other systems are brought into the bank, and ours are taken along to them."""
