"""The reference: what Flask and the server cost at the least, served as `lms serve` serves."""

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from lms.web.seats import SEATS

app = Flask("hello")


@app.get("/")
def hello() -> str:
    return "hello"


if __name__ == "__main__":
    Granian(
        "bench.hello:app",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=SEATS,
    ).serve()
