"""Jobs for the tests of the worker; a worker imports them by name."""

import os
import time
from pathlib import Path

import psycopg


def note_pid(folder: str) -> None:
    (Path(folder) / "pid").write_text(str(os.getpid()))


def fail_with(number: str) -> None:
    raise ValueError(f"invalid value {number}")


def note_backend(folder: str, url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
    (Path(folder) / f"backend-{os.getpid()}").write_text(str(row))


def take_long(folder: str) -> None:
    (Path(folder) / "pid").write_text(str(os.getpid()))
    time.sleep(60)
