"""Numbers in Indonesian words, as certificates and letters write them beside the digits."""

ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
SCALES = ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))
LARGEST = 999_999_999


def spelled(number: int) -> str:
    """A whole number from 0 to LARGEST; 121 is "seratus dua puluh satu"."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not spelled here")
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    size, name = next(scale for scale in SCALES if number >= scale[0])
    many, rest = divmod(number, size)
    # One hundred and one thousand are a single word; one million is not.
    head = f"se{name}" if many == 1 and size <= 1000 else f"{spelled(many)} {name}"
    return f"{head} {spelled(rest)}" if rest else head
