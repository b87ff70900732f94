"""A folder belongs to one stack at a time, keeps its keys, and is not misread."""

import json
import stat
from pathlib import Path

import pytest

from marketplace.stack.errors import FolderInUse, FolderTooNew
from marketplace.stack.folder import LAYOUT, LONGEST_RUN_FOLDER, Folder
from marketplace.stack.ports import GRPC_OFFSET, free_ports, is_free


def test_a_folder_is_new_once(tmp_path: Path) -> None:
    first = Folder.open(tmp_path / "var")
    first.close()
    second = Folder.open(tmp_path / "var")
    second.close()

    assert (first.new, second.new) == (True, False)


def test_a_second_stack_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    first = Folder.open(tmp_path)

    with pytest.raises(FolderInUse, match="another instance is using"):
        Folder.open(tmp_path)

    first.close()
    Folder.open(tmp_path).close()


def test_keys_are_made_once_and_are_the_owners_alone(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    made = folder.secrets()
    mode = stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode)

    assert folder.secrets() == made
    assert set(made) == {"SECRET_KEY", "S3_ACCESS_KEY", "S3_SECRET_KEY"}
    assert mode == 0o600
    folder.close()


def test_a_folder_of_a_newer_release_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "folder.json").write_text(json.dumps({"layout": LAYOUT + 1}))

    with pytest.raises(FolderTooNew, match="newer release"):
        Folder.open(tmp_path)

    assert json.loads((tmp_path / "folder.json").read_text()) == {"layout": LAYOUT + 1}
    assert not (tmp_path / "secrets.json").exists()


def test_the_stores_ports_are_those_of_the_last_time(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)

    assert folder.store_ports() == folder.store_ports()
    folder.close()


def test_sockets_get_a_short_path_that_goes_with_the_stack(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path / ("long-" * 20))

    run = folder.run_folder()

    assert len(str(run)) <= LONGEST_RUN_FOLDER
    assert folder.run_folder() == run
    folder.close()
    assert not run.exists()


def test_free_ports_come_with_their_companions() -> None:
    ports = free_ports(5)

    assert len(set(ports)) == 5
    assert all(is_free(port) and is_free(port + GRPC_OFFSET) for port in ports)
