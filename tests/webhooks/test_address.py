"""Messages go to the open Internet alone, and to the address that was checked."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast
from hooked import subscribed, tries, try_out, work
from lms.foundation.errors import Invalid
from lms.webhooks import address
from lms.webhooks.address import Barred, is_open, places, target_of
from lms.webhooks.models import Fault
from receivers import Receiver

INSIDE = """
    0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 168.63.129.16 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1
    203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fe80::1 fe80::1%1 fec0::1 ff02::1
""".split()
OPEN = "1.1.1.1 8.8.8.8 103.28.12.1 172.32.0.1 2606:4700:4700::1111 2404:6800:4003::200e".split()
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PRIVATE = [ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
v4, v6 = st.ip_addresses(v=4), st.ip_addresses(v=6)


def test_only_what_anybody_can_reach_is_open() -> None:
    assert [each for each in INSIDE if is_open(ip_address(each))] == []
    assert [each for each in OPEN if not is_open(ip_address(each))] == []
    assert is_open(ip_address("127.0.0.1"), loopback=True)
    assert is_open(ip_address("::1"), loopback=True)
    assert not is_open(ip_address("169.254.169.254"), loopback=True)


@given(v4)
def test_no_wrapping_lets_an_address_of_ipv4_through(number: IPv4Address) -> None:
    """Mapped, compatible, NAT64 and 6to4 lead where a plain one is not looked at."""
    packed = int(number)
    wrapped = (packed | 0xFFFF << 32, packed, packed | 0x64FF9B << 96, packed << 80 | 0x2002 << 112)
    assert not any(is_open(IPv6Address(each)) for each in wrapped)
    inside = any(number in each for each in PRIVATE) or number.is_loopback or number.is_link_local
    assert not (inside and is_open(number))
    assert is_open(number) <= number.is_global


@given(v6)
def test_what_is_open_in_ipv6_is_global_and_wraps_nothing(number: IPv6Address) -> None:
    wraps = number.ipv4_mapped or number.sixtofour or number.teredo
    if is_open(number):
        assert number.is_global
        assert not wraps
        assert not number.is_multicast


@pytest.mark.parametrize(
    "typed",
    [
        *("", "contoh.go.id", "ftp://contoh.go.id/", "http://contoh.go.id/", "https://"),
        *("https://petugas:rahasia@contoh.go.id/", "https://contoh.go.id/#a", "https://a b/"),
        *("https://contoh.go.id:0/", "https://contoh.go.id:70000/", "https://[::1/", "//a"),
        *("https://10.0.0.1/", "https://[::1]/", "https://127.0.0.1/", "https://localhost/"),
        *("https://169.254.169.254/latest/", "https://contoh.go.id\\@1.1.1.1/", "https://a\n/"),
        *("https://[::ffff:10.0.0.1]/", "https://contöh.go.id/", "https://a/" + "x" * 500),
    ],
)
def test_an_address_that_is_no_receivers_is_refused_at_once(typed: str) -> None:
    with pytest.raises(Invalid):
        target_of(typed)


@given(st.text(max_size=40).map(lambda it: f"https://{it}"))
def test_nothing_typed_is_more_than_refused(typed: str) -> None:
    try:
        target = target_of(typed)
    except Invalid:
        return
    assert target.host
    assert target.is_safe
    assert target.path.startswith("/")
    assert f"{target.path}{target.named}".isprintable()


def test_an_address_is_taken_apart_once_for_all() -> None:
    target = target_of("https://SIMPEG.contoh.go.id:8443/masuk?dari=lms")
    assert target.host == "simpeg.contoh.go.id"
    assert target.named == "simpeg.contoh.go.id:8443"
    assert (target.port, target.path) == (8443, "/masuk?dari=lms")
    assert target_of("https://contoh.go.id").named == "contoh.go.id"


def resolving(*numbers: str) -> Callable[..., Any]:
    def answer(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, 1, 6, "", (each, 443)) for each in numbers]

    return answer


def test_one_address_inside_bars_all_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    target = target_of("https://contoh.go.id/")
    monkeypatch.setattr(address.socket, "getaddrinfo", resolving("1.1.1.1", "8.8.8.8"))
    assert places(target) == ["1.1.1.1", "8.8.8.8"]
    for numbers in (["1.1.1.1", "10.0.0.1"], ["127.0.0.1"], ["fe80::1%eth0"]):
        monkeypatch.setattr(address.socket, "getaddrinfo", resolving(*numbers))
        with pytest.raises(Barred) as barred:
            places(target)
        assert barred.value.fault is Fault.FORBIDDEN_PLACE
    monkeypatch.setattr(address.socket, "getaddrinfo", resolving())
    with pytest.raises(Barred) as barred:
        places(target)
    assert barred.value.fault is Fault.UNKNOWN_HOST


@SQLITE
def test_a_name_is_checked_at_each_try_and_looked_up_once(
    app: Flask, cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that was honest yesterday leads to the metadata of a cloud today."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    named = receiver.address.replace("localhost", "simpeg.contoh.go.id")
    hook, _ = subscribed(named, cast.siti)
    asked: list[str] = []

    def answer(host: str, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        number = "127.0.0.1" if len(asked) == 1 else "169.254.169.254"
        return [(socket.AF_INET, 1, 6, "", (number, 80))]

    real = socket.getaddrinfo

    def look(host: str, *given: Any, **more: Any) -> Any:
        ours = host == "simpeg.contoh.go.id"
        return answer(host) if ours else real(host, *given, **more)

    monkeypatch.setattr(address.socket, "getaddrinfo", look)
    for _ in range(2):
        try_out(hook, cast.siti)
        work()
    assert [each.fault for each in tries()] == [None, Fault.FORBIDDEN_PLACE]
    assert len(asked) == 2
    assert len(receiver.got) == 1
    assert receiver.got[0].headers["host"] == f"simpeg.contoh.go.id:{receiver.port}"
