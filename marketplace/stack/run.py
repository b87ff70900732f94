"""`python -m marketplace run`: everything, on one folder and one port, until it is told to stop."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from marketplace.config import DEFAULT_DATA, RUNNING_FILE, run_environment
from marketplace.lifeline import die_with
from marketplace.stack.errors import PortsTaken, StackError
from marketplace.stack.folder import Folder
from marketplace.stack.house import Web, Worker, our_command
from marketplace.stack.part import Part
from marketplace.stack.ports import LOOPBACK, is_free
from marketplace.stack.postgres import OWNER, Postgres
from marketplace.stack.store import Store
from marketplace.stack.supervisor import StopRequested, Supervisor
from marketplace.stack.valkey import Valkey

DEFAULT_PORT = 8000
QUEUES = ("short", "verify")
DEMO_ACCOUNTS = "demo-accounts.json"
DEMO_LOADER = "marketplace.cli.demo"
DEMO_MARK = "demo.json"


@dataclass(frozen=True)
class Plan:
    """What is to be started, and what everyone is told about it."""

    port: int
    parts: tuple[Part, ...]
    settings: Mapping[str, str]
    wants_demo: bool

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


def main(arguments: Sequence[str]) -> int:
    """Run the stack as the environment and the command line ask."""
    parser = argparse.ArgumentParser(prog="python -m marketplace run")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the caller (make) is gone"
    )
    if parser.parse_args(arguments).with_parent:
        die_with(os.getppid(), by=signal.SIGTERM)
    return run(run_environment())


def run(env: Mapping[str, str]) -> int:
    """Run the stack as the environment asks; return the exit status."""
    try:
        folder = Folder.open(Path(env.get("DATA") or DEFAULT_DATA))
    except StackError as refused:
        print(refused, file=sys.stderr)
        return 1
    supervisor = Supervisor(_say, lambda: _note_pids(folder, supervisor))
    _on_stop_signals(supervisor.request_stop)
    try:
        _start(folder, supervisor, env)
        supervisor.watch()
    except StopRequested:
        return 0
    except StackError as fault:
        print(fault, file=sys.stderr, flush=True)
        return 1
    finally:
        # A second Ctrl-C must not cut the orderly end short.
        _on_stop_signals(signal.SIG_IGN)
        supervisor.stop()
        folder.close()
    return 0


def _on_stop_signals(action: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Under nohup the terminal's end is to be survived.
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, action)


def plan_of(folder: Folder, env: Mapping[str, str]) -> Plan:
    """Decide which parts are ours to start; a setting that names a real one keeps ours away."""
    port = int(env.get("PORT") or DEFAULT_PORT)
    run_folder = folder.run_folder()
    origins = (f"http://{LOOPBACK}:{port}", f"http://localhost:{port}")
    settings = {"DATA": str(folder.path), "PUBLIC_URL": origins[0], **folder.secrets()}
    parts: list[Part] = []
    if not env.get("DATABASE_URL"):
        database = Postgres(folder.path / "postgres", run_folder / "postgres")
        settings |= {"DATABASE_URL": database.url(), "DATABASE_OWNER_URL": database.url(OWNER)}
        parts.append(database)
    if not env.get("REDIS_URL"):
        queue = Valkey(folder.path / "valkey", run_folder / "valkey.sock")
        settings["REDIS_URL"] = queue.url
        parts.append(queue)
    if not env.get("S3_ENDPOINT"):
        keys = settings["S3_ACCESS_KEY"], settings["S3_SECRET_KEY"]
        store = Store(folder.path / "store", run_folder, folder.store_ports(), *keys, origins)
        settings["S3_ENDPOINT"] = store.endpoint
        parts.append(store)
    # What the caller set is stronger than what we would choose.
    given = {name: env[name] for name in settings if env.get(name) and name != "DATA"}
    all_embedded = len(parts) == 3
    return Plan(port, tuple(parts), settings | given, all_embedded and env.get("DEMO") != "0")


def _start(folder: Folder, supervisor: Supervisor, env: Mapping[str, str]) -> None:
    plan = plan_of(folder, env)
    if not is_free(plan.port):
        raise PortsTaken([plan.port])
    folder.write_private(RUNNING_FILE, plan.settings)
    children_env = {**env, **plan.settings, "PYTHONUNBUFFERED": "1"}
    # It waits for the parts itself; what it imports takes as long as they take to start.
    wait_prepared = supervisor.begin_step(
        "prepare", our_command(children_env, "marketplace.stack.prepare")
    )
    if plan.parts:
        tier = [(part, folder.log(part.name)) for part in plan.parts]
        supervisor.start_tier(tier, seconds=60)
    for part in plan.parts:
        if isinstance(part, Postgres):
            part.ensure_database()
    wait_prepared()
    _start_house(folder, supervisor, plan, children_env)


def _start_house(
    folder: Folder, supervisor: Supervisor, plan: Plan, env: Mapping[str, str]
) -> None:
    run_folder = folder.run_folder()
    house: list[Part] = [Web(plan.port, env)]
    house += [Worker(queue, env, run_folder / f"{queue}.ready") for queue in QUEUES]
    supervisor.start_tier([(part, None) for part in house], seconds=60)
    if plan.wants_demo:
        _load_demo(folder, supervisor, env)
    _say(f"ready {plan.url}")
    _say_accounts(folder)


def _load_demo(folder: Folder, supervisor: Supervisor, env: Mapping[str, str]) -> None:
    """Begin loading the demonstration, and return once its accounts exist.

    The mark stays until the loader has ended well: a start that was cut short goes on with it.
    """
    mark = folder.path / DEMO_MARK
    if folder.new:
        folder.write_private(DEMO_MARK, {"state": "loading"})
    if not mark.exists() or not _is_installed(DEMO_LOADER):
        return
    command = our_command(env, "marketplace", "demo", "load")
    statuses: list[int] = []

    def note(status: int) -> None:
        statuses.append(status)
        if status == 0:
            mark.unlink(missing_ok=True)

    supervisor.begin("demo", command, note)
    while not statuses and not (folder.path / DEMO_ACCOUNTS).exists():
        supervisor.look()


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _say_accounts(folder: Folder) -> None:
    path = folder.path / DEMO_ACCOUNTS
    if not path.exists():
        return
    for account in json.loads(path.read_text()):
        _say("  {role:<14} {email:<34} {password:<20} {department}".format(**account))


def _note_pids(folder: Folder, supervisor: Supervisor) -> None:
    folder.write_private("pids.json", supervisor.pids())


def _say(line: str) -> None:
    # Whoever read our output may have gone; the stack goes on.
    with suppress(OSError):
        print(line, flush=True)
