"""The server: who may be served where, the web processes, and the worker beside them."""

import errno
import gc
import ipaddress
import logging
import multiprocessing
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any

import click
from sqlalchemy import make_url

from lms.cli import working
from lms.foundation import logs, marks
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.foundation.language import say
from lms.foundation.settings import Settings

# A web process's own; few of them are at work at a time (web.seats), the others wait for a browser
# or for the disk. On PostgreSQL each that saves an answer needs a connection. See docs/decisions.
THREADS = {"sqlite": 16, "postgresql": 4}
PATIENCE_WEB, PATIENCE_WORKER = 5, 20  # seconds given to finish what is at hand
log = logging.getLogger("lms.serve")


@dataclass(frozen=True)
class Place:
    host: str
    port: int

    @property
    def address(self) -> str:
        """The host as a number; raises Invalid for a name that leads nowhere."""
        try:
            return str(socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0][4][0])
        except OSError:
            sentence = say("Alamat %(host)s tidak dikenal di mesin ini.", host=self.host)
            raise Invalid(sentence) from None

    @property
    def is_loopback(self) -> bool:
        return ipaddress.ip_address(self.address).is_loopback

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def name_site(self) -> None:
        """Links in letters lead here, where the operator has given no other address."""
        if not os.environ.get("LMS_BASE_URL") and self.is_loopback:
            os.environ["LMS_BASE_URL"] = self.url

    def ensure_free(self) -> None:
        """Raises Conflict where nobody may listen there; granian itself would share the port."""
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.address, self.port))
                probe.listen()
            except OSError as error:
                raise Conflict(_why_not(self, error)) from None


def _why_not(place: Place, error: OSError) -> Any:
    facts = {"port": place.port, "host": place.host}
    if error.errno == errno.EADDRINUSE:
        return say(
            "Port %(port)d sudah dipakai program lain. Pilih yang lain: lms serve --port NOMOR",
            **facts,
        )
    if error.errno == errno.EACCES:
        return say("Port %(port)d butuh hak khusus. Pilih port di atas 1023.", **facts)
    why = (error.strerror or "?").lower()
    return say("Tidak dapat melayani di %(host)s:%(port)d: %(why)s.", **facts, why=why)


def ensure_servable(place: Place, settings: Settings, *, expose_demo: bool) -> None:
    """Raises a Refusal where this database must not be served there."""
    demonstration = marks.is_marked(marks.DEMONSTRATION)
    if demonstration and not place.is_loopback and not expose_demo:
        raise NotAllowed(
            say(
                "Basis data ini berisi contoh dengan kata sandi yang diketahui umum, jadi hanya "
                "dilayani di 127.0.0.1. Bila memang sengaja: lms serve --expose-demo"
            )
        )
    if not (demonstration or place.is_loopback or settings.secret_key):
        raise Invalid(say("Isi LMS_SECRET_KEY sebelum situs dapat dijangkau mesin lain."))
    place.ensure_free()


def who_can_sign_in() -> list[str]:
    """The people of a demonstration; nobody is told of for any other site."""
    if not marks.is_marked(marks.DEMONSTRATION):
        return []
    from lms.demo import people  # noqa: PLC0415  only a demonstration needs it

    named = [(role, *each[:2]) for role, each in people.NAMED.items()]
    lines = [f"  {nip}  {role:<14} {name}" for role, name, nip in named]
    heading = say("Masuk dengan kata sandi %(password)s sebagai:", password=people.PASSWORD)
    return [str(heading), *lines]


def serve(
    place: Place, workers: int, settings: Settings, *, with_worker: bool, said: list[str]
) -> None:
    """Serve until told to stop; the processes are forked from this one and share its memory."""
    from granian.constants import Interfaces  # noqa: PLC0415  only the server needs it
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    server = Server(
        "wsgi:app",
        address=place.address,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS[make_url(settings.database).get_backend_name()],
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_WEB,
        log_level=LogLevels.warning,
        log_dictconfig=logs.configuration(settings.log_format),
    )
    if with_worker:
        beside = Beside()
        server.on_startup(beside.start)
        server.on_shutdown(beside.stop)
    server.on_startup(lambda: click.echo("\n".join([f"Belajar ASN: {place.url}", *said])))
    _settle()
    server.serve(target_loader=load)


def load(_: str) -> Callable[..., Any]:
    """What wsgi.py gives, in a web process that ends when its parent is gone."""
    from lms.app import create_app  # noqa: PLC0415  after the processes have parted

    working.follow(os.getppid(), lambda: os._exit(1))
    app = create_app()
    _settle()
    return app


def _settle() -> None:
    """What is loaded now lives as long as the process, so collecting would only unshare it."""
    gc.collect()
    gc.freeze()


class Beside:
    """One worker process, started again when it dies; it ends when this process does."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._made()

    def _made(self) -> BaseProcess:
        return multiprocessing.get_context().Process(target=working.work, args=(os.getpid(),))

    def start(self) -> None:
        self._process.start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._process.join()
            if self._stopping.wait(1):
                return
            log.error("The worker ended with %s; starting another", self._process.exitcode)
            self._process = self._made()
            self._process.start()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        self._process.join(PATIENCE_WORKER)
        self._process.kill()  # a job cut short is free again when its lease has run out
