"""What people type, made fit to be kept."""


def plain_text(given: str) -> str:
    """One kind of line ending, and nothing that a database cannot hold."""
    text = given.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode(errors="ignore").decode()
