"""`lms doctor`: a line for each check, and an exit code for scripts."""

from pathlib import Path

import pytest

from cli.conftest import Lms

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_a_sound_site_ends_well(lms: Lms) -> None:
    done = lms("doctor")
    assert done.exit_code == 0
    levels = {line.split()[0] for line in done.stdout.splitlines()}
    assert levels <= {"ok", "warn"}


def test_a_fault_ends_with_one(lms: Lms, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    done = lms("doctor")
    assert done.exit_code == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("fault  files")]
