"""Files kept by the digest of what is in them."""

import hashlib
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.errors import Lost
from lms.foundation.files import FileStore


@given(content=st.binary(max_size=2000))
def test_what_is_put_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    store = FileStore(tmp_path_factory.mktemp("files"))
    digest = store.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert store.get(digest) == content


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert store.put(b"alur layanan") == store.put(b"alur layanan")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [
        store.path(store.put(b"alur layanan"))
    ]


def test_what_was_never_put_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(Lost):
        FileStore(tmp_path).get("ab" * 32)


def test_many_that_put_the_same_at_once_all_succeed(tmp_path: Path) -> None:
    store, faults = FileStore(tmp_path), []

    def put() -> None:
        try:
            for number in range(50):
                store.put(b"%d" % number)
        except OSError as fault:
            faults.append(fault)

    threads = [Thread(target=put) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert not list(tmp_path.rglob("*.part"))


def test_a_disk_that_fails_leaves_no_name_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    store = FileStore(tmp_path)
    store.put(b"x")  # the folders are there
    monkeypatch.setattr("lms.foundation.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"x" * 1000)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [store.put(b"x")]


def test_a_file_of_a_backup_is_adopted(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store")
    digest = hashlib.sha256(b"surat").hexdigest()
    (tmp_path / digest).write_bytes(b"surat")
    store.adopt(tmp_path / digest)
    assert store.get(digest) == b"surat"
