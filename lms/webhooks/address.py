"""Where messages may go: to machines in the open Internet, and to nobody's inside.

An officer of one agency types an address, and this server goes there: so it must lead to no network
that only this server can see. Names are resolved once for each try, all that they stand for is
checked, and what was checked is what is connected to.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from urllib.parse import SplitResult, urlsplit

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.webhooks.models import Fault

LONGEST = 500  # letters of an address
PATIENCE = 3.0  # seconds for a name to be found
# What `ipaddress` of some release calls global, and what leads inside all the same: addresses that
# wrap those of IPv4 (NAT64, 6to4, Teredo, compatible), and Azure's own services.
INSIDE = tuple(
    ip_network(each)
    for each in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "::/96", "fec0::/10"),
        *("3fff::/20", "5f00::/16", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24"),
        *("168.63.129.16/32", "198.18.0.0/15", "0.0.0.0/8", "240.0.0.0/4"),
    )
)
WHOLE = say("Tulis alamat lengkap dengan awalan https, nama server, dan jalurnya.")
NO_NAME = say("Alamat tidak boleh memuat nama pengguna, kata sandi, atau tanda #.")
INNER = say("Alamat ini menuju jaringan dalam atau mesin ini sendiri; pakai alamat umum.")


class Barred(Exception):
    """A message must not, or cannot, go there."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True)
class Target:
    """An address taken apart, once for all who use it."""

    host: str
    port: int
    path: str
    is_safe: bool  # by TLS

    @property
    def named(self) -> str:
        """As the header Host says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.is_safe else 80
        return host if self.port == usual else f"{host}:{self.port}"


def target_of(address: str, *, loopback: bool = False) -> Target:
    """Raises Invalid for what no message is sent to; `loopback`: this machine will do."""
    if not address.isascii() or not address.isprintable() or {" ", "\\"} & set(address):
        raise _refused(WHOLE)
    try:
        parts = urlsplit(address)
        target = _target(parts)
    except ValueError:
        raise _refused(WHOLE) from None
    if parts.username is not None or parts.password is not None or "#" in address:
        raise _refused(NO_NAME)
    if not (target.is_safe or loopback) or not target.host or len(address) > LONGEST:
        raise _refused(WHOLE)
    if _is_number_inside(target.host, loopback=loopback):
        raise _refused(INNER)
    return target


def _target(parts: SplitResult) -> Target:
    safe = {"https": True, "http": False}.get(parts.scheme)
    if safe is None:
        raise ValueError(parts.scheme)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = (443 if safe else 80) if parts.port is None else parts.port
    if not port:
        raise ValueError(port)
    return Target(parts.hostname or "", port, path, safe)


def _refused(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"address": sentence})


def _is_number_inside(host: str, *, loopback: bool) -> bool:
    try:
        return not is_open(ip_address(host), loopback=loopback)
    except ValueError:  # a name, which is looked up when something is sent
        return host == "localhost" and not loopback


def is_open(address: IPv4Address | IPv6Address, *, loopback: bool = False) -> bool:
    """Whether anybody in the Internet may be met there."""
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if address.ipv4_mapped:
            return False  # a plain one can be written plainly
    if address.is_loopback:
        return loopback
    inside = any(address in each for each in INSIDE if each.version == address.version)
    special = (address.is_multicast, address.is_private, address.is_link_local)
    odd = (address.is_reserved, address.is_unspecified, not address.is_global)
    return not (inside or any(special) or any(odd))


def places(target: Target, *, loopback: bool = False) -> list[str]:
    """The numbers behind a name, each of them checked; raises Barred.

    One that leads inside bars all: an honest name has none.
    """
    found = list(dict.fromkeys(_resolved(target)))
    if not found:
        raise Barred(Fault.UNKNOWN_HOST)
    try:
        numbers = [ip_address(each) for each in found]
    except ValueError:
        raise Barred(Fault.FORBIDDEN_PLACE) from None
    # Without TLS nothing leaves this machine.
    inner = not target.is_safe and not all(each.is_loopback for each in numbers)
    if inner or not all(is_open(each, loopback=loopback) for each in numbers):
        raise Barred(Fault.FORBIDDEN_PLACE)
    return found


def _resolved(target: Target) -> list[str]:
    """In a thread of its own, since a resolver takes its time and hears no deadline."""
    found: list[str] = []

    def look() -> None:
        try:
            known = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(each[4][0]) for each in known)

    looking = Thread(target=look, daemon=True)
    looking.start()
    looking.join(PATIENCE)
    return list(found)
