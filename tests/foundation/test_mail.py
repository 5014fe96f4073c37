"""Letters reach a server by SMTP, or a folder where none is set."""

import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar, cast

import pytest

from lms.foundation import mail

TEXT = "Yth. Rani,\n\nBuka alamat ini: é – “kutipan”.\n.\nSalam"


def read(letter: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(letter, policy=policy.default))


class PostOffice(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs."""

    letters: ClassVar[list[bytes]] = []
    refuses: ClassVar[bool] = False

    def handle(self) -> None:
        self.say("220 pos")
        while line := self.rfile.readline().strip():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.take()
            elif verb == b"RCPT" and self.refuses:
                self.say("550 tidak dikenal")
            else:
                self.say("221 sampai jumpa" if verb == b"QUIT" else "250 baik")

    def take(self) -> None:
        self.say("354 silakan")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        self.letters.append(b"".join(lines))
        self.say("250 diterima")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(PostOffice, "letters", [])
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), PostOffice) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_letter_reaches_the_server_as_it_was_written(post_office: str) -> None:
    mail.send(post_office, "Belajar <dari@contoh.go.id>", "rani@contoh.go.id", "Judul é", TEXT)
    letter = read(PostOffice.letters[0])
    assert letter["Subject"] == "Judul é"
    assert letter["To"] == "rani@contoh.go.id"
    assert letter["Message-ID"]
    assert letter["Date"]
    assert letter.get_content().splitlines() == TEXT.splitlines()


def test_a_server_that_refuses_is_an_error_for_the_job(
    post_office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostOffice, "refuses", True)
    with pytest.raises(OSError, match="tidak dikenal"):
        mail.send(post_office, "a@contoh.go.id", "b@contoh.go.id", "Judul", TEXT)


def test_a_server_that_is_not_there_is_an_error_for_the_job() -> None:
    with pytest.raises(OSError):  # noqa: PT011  the system's own words
        mail.send("smtp://127.0.0.1:1", "a@contoh.go.id", "b@contoh.go.id", "Judul", TEXT)


def test_without_a_server_letters_lie_in_a_folder(tmp_path: Path) -> None:
    for _ in range(2):
        mail.send(f"file:{tmp_path}/mail", "a@contoh.go.id", "b@contoh.go.id", "Judul", TEXT)
    letters = [read(path.read_bytes()) for path in (tmp_path / "mail").glob("*.eml")]
    assert [letter.get_content().strip() for letter in letters] == [TEXT, TEXT]


@pytest.mark.parametrize("forged", ["a@x\nBcc: all@contoh.go.id", "a@x\r\nX: y"])
def test_a_line_cannot_be_smuggled_into_the_head(tmp_path: Path, forged: str) -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed|header"):
        mail.send(f"file:{tmp_path}", "a@contoh.go.id", forged, "Judul", TEXT)
    assert list(tmp_path.iterdir()) == []
