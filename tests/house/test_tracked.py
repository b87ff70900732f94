"""What is tracked names no machine, no private registry, and no secret."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch

from tests.house.source import ROOT, tracked

NOT_TEXT = (".woff2", ".png", ".jpg", ".ico", ".xlsx", ".parquet", ".zip", ".gz", ".tar", ".pdf")
LOCKS = ("package-lock.json", ".npmrc", "requirements*.lock", "requirements*.in")

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|workspace|mnt)/[\w.-]+")
INSTALLED_FROM = re.compile(
    r"(?:\"resolved\": \"|registry ?= ?|index-url[ =]|find-links[ =]|@ )https?://([\w.-]+)"
)
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def machine_paths(path: str, text: str) -> Iterator[str]:
    """Yield the lines that name a folder of somebody's machine."""
    for number, line in enumerate(text.splitlines(), start=1):
        if MACHINE_PATH.search(line):
            yield f"{path}:{number}"


def hosts_in_lock(path: str, text: str) -> Iterator[str]:
    """Yield the hosts a lock file names: packages come from wherever the installer is told."""
    if any(fnmatch(path, pattern) for pattern in LOCKS):
        yield from (f"{path}: {host}" for host in INSTALLED_FROM.findall(text))


def texts() -> Iterator[tuple[str, str]]:
    """Yield every tracked file that is text, but this one."""
    for path in tracked():
        if not path.endswith(NOT_TEXT) and path != "tests/house/test_tracked.py":
            yield path, (ROOT / path).read_text(encoding="utf-8", errors="replace")


def test_no_path_of_a_machine_is_tracked() -> None:
    assert [each for path, text in texts() for each in machine_paths(path, text)] == []


def test_a_path_of_a_machine_is_seen() -> None:
    assert list(machine_paths("Makefile", "run:\n\t/home/kim/bin/run\n")) == ["Makefile:2"]
    assert list(machine_paths("a.md", "submissions/work/a and https://a.kr/work/b\n")) == []


def test_locks_name_no_host() -> None:
    assert [each for path, text in texts() for each in hosts_in_lock(path, text)] == []


def test_a_host_in_a_lock_is_seen() -> None:
    text = '"resolved": "https://mirror.example/a.tgz"\n"funding": "https://a.example"\n'

    assert list(hosts_in_lock("package-lock.json", text)) == ["package-lock.json: mirror.example"]
    assert list(hosts_in_lock("requirements.lock", "--index-url https://a.example\n")) == [
        "requirements.lock: a.example"
    ]


def test_no_private_key_is_tracked() -> None:
    assert [path for path, text in texts() if PRIVATE_KEY.search(text)] == []
