"""What a sealed text is, as its header says; none is taken for another."""

MANIFEST = "manifest+jws"
CREDENTIAL = "vc+jwt"
