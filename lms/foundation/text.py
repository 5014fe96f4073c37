"""What people type, made fit to be kept; and names, made short."""


def plain_text(given: str) -> str:
    """One kind of line ending, and nothing that a database cannot hold."""
    text = given.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode(errors="ignore").decode()


def initials(name: str) -> str:
    """Of the first and the last word, without what only numbers or brackets it."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
