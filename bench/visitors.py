"""Who visits: each is a generator that yields requests and is sent their answers."""

import gzip
import json
import re
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import urlencode

from bench.load import Answer, Broken, Visitor

Tell = Callable[[Any], None]


def request(
    method: str, path: str, cookie: str = "", body: bytes | None = None, **headers: str
) -> bytes:
    """The bytes of a request as a browser on this machine would send it."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language: id,en;q=0.5",
        "Accept-Encoding: gzip, deflate, br, zstd",
    ]
    lines += [f"Cookie: {cookie}"] if cookie else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}"] if body is not None else []
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def text(answer: Answer) -> str:
    packed = b"content-encoding: gzip" in answer.head.lower()
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def expect(answer: Answer, status: int, holds: str = "") -> None:
    """Refuse to measure a wrong answer."""
    if answer.status != status:
        raise Broken(f"answered {answer.status} instead of {status}: {text(answer)[:500]}")
    if holds and holds not in text(answer):
        raise Broken(f"{holds!r} is not in the answer: {text(answer)[:500]}")


def reader(tell: Tell, path: str, holds: str, cookie: str = "") -> Visitor:
    """Opens one page again and again; the first is read closely, of others only the status."""
    wanted = request("GET", path, cookie)
    expect((yield wanted), 200, holds)
    while True:
        answer = yield wanted
        if answer.status != 200:
            expect(answer, 200)


def seeker(tell: Tell, paths: list[str], cookie: str) -> Visitor:
    """Opens one page after another, and starts over when all were opened."""
    while True:
        for path in paths:
            answer = yield request("GET", path, cookie)
            if answer.status != 200:
                expect(answer, 200)


def member(tell: Tell, cookie: str, form: str) -> Visitor:
    """Sends a filled sign-in form again and again, each time as a browser that was signed out."""
    kind = "application/x-www-form-urlencoded"
    wanted = request("POST", "/sign-in", cookie, form.encode(), Content_Type=kind)
    while True:
        answer = yield wanted
        expect(answer, 302)
        if b"session=" not in answer.head:
            raise Broken(f"nobody was signed in: {answer.head!r}")


def writer(tell: Tell, cookie: str, token: str, saves: list[dict[str, Any]], first: int) -> Visitor:
    """Saves one answer after another; tells each that was acknowledged."""
    counter = first
    while True:
        for save in saves:
            counter += 1
            value = save["values"][counter % len(save["values"])]
            entry = {"value": value, "device": save["device"], "counter": counter}
            answer = yield json_request("PUT", save["path"], cookie, token, entry)
            expect(answer, 200)
            if json.loads(text(answer))["counter"] != counter:
                raise Broken(f"not acknowledged: {text(answer)}")
            tell([save["path"], counter, value])


def sitter(tell: Tell, path: str, length: int, browsers: list[dict[str, str]]) -> Visitor:
    """Sits the quiz once at each of the browsers; tells each attempt whose result was shown."""
    for browser in browsers:
        cookie, token = browser["cookie"], browser["token"]
        attempt = yield from _begin(path, cookie, token)
        for place in range(1, length + 1):
            entry = {"value": {"answer": "1"}, "device": "phone", "counter": place}
            answers = f"{attempt}/answers/{place}"
            expect((yield json_request("PUT", answers, cookie, token, entry)), 200)
        expect((yield form_request(f"{attempt}/submission", cookie, token)), 302)
        expect((yield request("GET", f"{attempt}/result", cookie)), 200)
        tell(attempt)


def _begin(path: str, cookie: str, token: str) -> Generator[bytes, Answer, str]:
    answer = yield form_request(f"{path}/attempts", cookie, token)
    expect(answer, 302)
    begun = re.search(rb"\r\nlocation: (/attempts/[0-9a-f-]+)", answer.head, re.IGNORECASE)
    if begun is None:
        raise Broken(f"no attempt was begun: {answer.head!r}")
    return begun[1].decode()


def form_request(path: str, cookie: str, token: str) -> bytes:
    kind = "application/x-www-form-urlencoded"
    body = urlencode({"csrf_token": token}).encode()
    return request("POST", path, cookie, body, Content_Type=kind)


def json_request(method: str, path: str, cookie: str, token: str, entry: object) -> bytes:
    headers = {"Content_Type": "application/json", "X_CSRFToken": token}
    return request(method, path, cookie, json.dumps(entry).encode(), **headers)


VISITORS: dict[str, Callable[..., Visitor]] = {
    "reader": reader,
    "seeker": seeker,
    "member": member,
    "writer": writer,
    "sitter": sitter,
}
