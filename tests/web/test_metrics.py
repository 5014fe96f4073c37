"""What Prometheus reads, and who else may not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from browser import Browser
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job
from lms.web.metrics import BOUNDS, Meters


def values(page: str) -> dict[str, float]:
    lines = [line for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_requests_are_counted_by_class_and_time(browser: Browser) -> None:
    browser.get("/healthz")
    browser.get("/nowhere")
    browser.get("/test/broken")
    found = values(browser.get("/metrics").text)
    me = f'process="{os.getpid()}"'
    assert found[f'lms_requests_total{{{me},status="2xx"}}'] == 1
    assert found[f'lms_requests_total{{{me},status="4xx"}}'] == 1
    assert found[f'lms_requests_total{{{me},status="5xx"}}'] == 1
    assert found[f"lms_request_seconds_count{{{me}}}"] == 3
    assert found[f'lms_request_seconds_bucket{{{me},le="+Inf"}}'] == 3
    assert found[f"lms_request_seconds_sum{{{me}}}"] > 0
    buckets = [found[f'lms_request_seconds_bucket{{{me},le="{bound}"}}'] for bound in BOUNDS]
    assert buckets == sorted(buckets)


def test_jobs_and_the_release_are_told(app: Flask, browser: Browser) -> None:
    moment = clock.now()
    with transaction():
        db.session.add(Job(kind="x", arguments={}, due_at=moment, created_at=moment))
    page = browser.get("/metrics").text
    assert values(page)['lms_jobs{state="waiting"}'] == 1
    assert f'engine="{db.engine.dialect.name}"' in page


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.9", {}),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.9"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
def test_to_anybody_else_the_page_does_not_exist(
    browser: Browser, address: str, headers: dict[str, str]
) -> None:
    asked = browser.get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)
    assert asked.status_code == 404


COUNT = """
import sys
from pathlib import Path
from lms.web.metrics import Meters
meters = Meters(Path(sys.argv[1]))
for _ in range(3):
    meters.count("200", 0.02)
sys.stdout.write("counted\\n")
sys.stdout.flush()
sys.stdin.read()
"""


def test_one_process_answers_for_all_and_forgets_the_dead(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", COUNT, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    assert other.stdout.readline() == b"counted\n"
    mine = Meters(tmp_path)
    mine.count("404", 3600)
    assert {name: counts[1] for name, counts in mine.of_all()} == {
        str(os.getpid()): 0,
        str(other.pid): 3,
    }
    other.communicate()
    assert [name for name, _ in mine.of_all()] == [str(os.getpid())]
    assert [path.name for path in tmp_path.iterdir()] == [str(os.getpid())]


def test_a_disk_that_cannot_be_written_stops_no_answer(tmp_path: Path) -> None:
    (tmp_path / "metrics").write_text("in the way")
    Meters(tmp_path / "metrics").count("200", 0.01)
