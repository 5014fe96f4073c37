"""Keys at the server: listed, replaced, handed on; the doctor says which do not open."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate
from flask import Flask

from cast import Cast
from cli.conftest import Lms
from lms.foundation import clock
from lms.foundation.errors import Conflict, NotFound

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_a_key_is_made_listed_replaced_and_handed_on(lms: Lms, cast: Cast, tmp_path: Path) -> None:
    assert isinstance(lms("seals", "export-certificate", "5500").exception, NotFound)
    assert isinstance(lms("seals", "rotate", "9999").exception, NotFound)
    lms("seals", "rotate", "5500")
    first = lms("seals", "list").stdout.split()
    assert first[:2] == ["5500", "in-use"]
    said = lms("seals", "rotate", "5500", "--unsafe").stdout
    new, old = (line.split() for line in lms("seals", "list").stdout.splitlines())
    assert new[-1] in said
    assert old[1:2] + old[-1:] == ["distrusted", first[-1]]
    lms("seals", "rotate", "5500")
    assert isinstance(lms("seals", "distrust", "00").exception, NotFound)
    assert lms("seals", "distrust", new[-1]).exit_code == 0
    states = [line.split()[1] for line in lms("seals", "list").stdout.splitlines()]
    assert states == ["in-use", "distrusted", "distrusted"]
    in_use = lms("seals", "list").stdout.split()[4]
    assert isinstance(lms("seals", "distrust", in_use).exception, Conflict)
    file = tmp_path / "segel.pem"
    assert lms("seals", "export-certificate", "5500", "-o", file).exit_code == 0
    assert "Pemerintah Provinsi Jambi" in str(load_pem_x509_certificate(file.read_bytes()).subject)
    again = lms("seals", "export-certificate", "5500", "-o", file)
    assert isinstance(again.exception, Conflict)
    assert lms("seals", "export-certificate", "5500").stdout == file.read_text()


def test_the_doctor_tells_of_keys_that_do_not_open_or_end(lms: Lms, app: Flask, cast: Cast) -> None:
    lms("seals", "rotate", "5500")
    assert "Semua kunci segel terbuka" in lms("doctor").stdout
    with clock.at(clock.now() + timedelta(days=3640)):
        told = lms("doctor").stdout
        assert "berakhir" in told
        assert "lms seals rotate 5500" in told
    app.config["SECRET_KEY"] = "a secret that came after the restore of a backup"
    done = lms("doctor")
    assert done.exit_code == 1
    assert "Kunci Pemerintah Provinsi Jambi tidak terbuka" in done.stdout
    lms("seals", "rotate", "5500")
    assert lms("doctor").exit_code == 0
