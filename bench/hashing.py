"""The reference of `sign_in`: checking passwords and nothing else, on one core."""

import sys

from bench.alone import work
from bench.seed import PASSWORD
from lms.identity import passwords

if __name__ == "__main__":
    kept = passwords.hashed(PASSWORD)
    work(lambda: passwords.fits(PASSWORD, kept), float(sys.argv[1]))
