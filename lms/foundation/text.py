"""What people type, made fit to be kept; words counted, texts folded, names made short."""

import unicodedata


def plain_text(given: str) -> str:
    """One kind of line ending, and nothing that a database cannot hold."""
    text = given.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode(errors="ignore").decode()


def folded(text: str) -> str:
    """In lower case, without accents, each run of blanks one: what is alike is then the same."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def count_words(text: str) -> int:
    """What stands between spaces, as the page counts it too."""
    return len(text.split())


def initials(name: str) -> str:
    """Of the first and the last word, without what only numbers or brackets it."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
