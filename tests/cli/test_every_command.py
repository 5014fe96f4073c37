"""What all commands have in common: help with an example, exit codes, no traceback."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lms.cli import cli
from sites import ROOT

PROMISED = {"init", "demo", "serve", "doctor", "backup", "restore", "upgrade", "worker"} | {
    *(
        "content new",
        "content check",
        "content sync",
        "content export",
        "content reindex",
        "questions import",
        "questions export",
    ),
    *("people add", "people grant", "people reset-password", "completions export"),
    *("people revoke", "people bar", "people admit", "people sessions", "people show"),
    *("pairs add", "pairs list", "pairs end"),
    *("seals list", "seals rotate", "seals export-certificate"),
}


def commands(
    group: click.Group = cli, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command, name
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


COMMANDS = {" ".join(words): command for words, command in commands()}


def test_all_that_was_promised_is_there() -> None:
    assert sorted(COMMANDS.keys() & PROMISED) == sorted(PROMISED)


@pytest.mark.parametrize("words", COMMANDS)
def test_help_shows_an_example(words: str) -> None:
    shown = CliRunner().invoke(cli, [*words.split(), "--help"])
    assert shown.exit_code == 0
    assert f"Example: lms {words.split(maxsplit=1)[0]}" in " ".join(shown.output.split())


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_explained(words: str) -> None:
    for parameter in COMMANDS[words].params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            explained = parameter.help or isinstance(parameter.type, click.Choice)
            assert explained, f"lms {words} {parameter.opts[0]} has no help"


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["guess"]).exit_code == 2


def lms(home: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LMS_HOME": str(home), **given}
    command = [sys.executable, "-m", "lms", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=90
    )


@pytest.mark.parametrize(
    ("words", "given", "code", "sentence"),
    [
        ("init", {"LMS_DATABASE_URL": "mysql://x"}, 2, "LMS_DATABASE_URL: use sqlite"),
        ("doctor", {"LMS_SECRET_KEY": "weak"}, 2, "LMS_SECRET_KEY: too weak"),
        ("serve", {"LMS_BASE_URL": "https://a.go.id"}, 2, "LMS_SECRET_KEY: required"),
        ("serve", {}, 1, "Jalankan: lms init"),
        ("worker", {}, 1, "Jalankan: lms init"),
        ("serve", {"LMS_DATABASE_URL": "postgresql://a@127.0.0.1:1/a"}, 1, "refuse"),
        ("people add 123 Rani", {}, 1, "18 angka"),
        ("backup /nowhere/at/all.tar.gz", {}, 1, "lms init"),
        ("serve --port many", {}, 2, "not a valid int"),
    ],
)
def test_what_is_wrong_outside_is_one_sentence(
    tmp_path: Path, words: str, given: dict[str, str], code: int, sentence: str
) -> None:
    done = lms(tmp_path, *words.split(), **given)
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = lms(tmp_path / "file" / "home", "init")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Not a directory" in done.stderr
