"""The production files agree with the house and with each other; they are not run here."""

import re
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from marketplace.config import Settings
from marketplace.stack.postgres import APP, OWNER, SETTINGS
from storage.transfers import Bucket

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "compose.yaml").read_text()
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
HOUSE = ("prepare", "web", "worker-short", "worker-verify")


def test_every_part_of_the_house_is_there() -> None:
    assert set(SERVICES) == {*HOUSE, "database", "queue", "store", "proxy"}


@pytest.mark.parametrize("service", HOUSE)
def test_the_house_is_told_settings_that_exist(service: str) -> None:
    known = {each.name.upper() for each in fields(Settings)}

    assert set(SERVICES[service]["environment"]) <= known


def test_the_house_is_told_all_that_it_must_know() -> None:
    given = dict.fromkeys(SERVICES["web"]["environment"], "1")

    assert Settings.from_env({**given, "DATA": "/nowhere"}).trusted_proxies == 1


def test_the_application_is_the_plain_role_and_only_prepare_the_owner() -> None:
    addresses = {name: SERVICES[name]["environment"] for name in HOUSE}

    assert all(f"//{APP}:" in each["DATABASE_URL"] for each in addresses.values())
    assert [name for name in HOUSE if "DATABASE_OWNER_URL" in addresses[name]] == ["prepare"]
    assert f"//{OWNER}:" in addresses["prepare"]["DATABASE_OWNER_URL"]


def test_the_database_writes_no_values_to_its_log_as_the_embedded_one_does() -> None:
    told = {word.removeprefix("-c") for word in SERVICES["database"]["command"][1:]}

    assert told == {
        f"{key}={value}"
        for key, value in SETTINGS.items()
        if key.startswith("log_m") or key == "log_error_verbosity"
    }


def test_each_value_that_is_asked_for_stands_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE))
    lines = (ROOT / "deploy" / "env.example").read_text().splitlines()

    assert asked == {line.partition("=")[0] for line in lines if line and line[0] != "#"}


def test_the_proxy_serves_exactly_the_two_buckets() -> None:
    proxy = (ROOT / "deploy" / "nginx.conf.template").read_text()
    (names,) = re.findall(rf"\^/{Settings.s3_bucket_prefix}\(([a-z|]+)\)/", proxy)

    assert set(names.split("|")) == {str(bucket) for bucket in Bucket}


def test_only_the_proxy_is_open_to_the_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_files_that_are_mounted_are_there() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", ())]
    ours = [mount.partition(":")[0] for mount in mounts if mount.startswith("./")]

    assert ours
    assert all((ROOT / path).is_file() for path in ours)


@pytest.mark.parametrize("script", ["deploy/database.sh", "deploy/with-node", ".ci/run"])
def test_scripts_can_be_run_and_read(script: str) -> None:
    shell = (ROOT / script).read_text().splitlines()[0].rpartition("/")[2].removeprefix("env ")

    assert (ROOT / script).stat().st_mode & 0o111
    subprocess.run([shell, "-n", ROOT / script], check=True)


def test_lock_files_name_no_host() -> None:
    for lock in (*ROOT.glob("requirements*.lock"), ROOT / "package-lock.json"):
        found = re.findall(r"https?://[^\s\"]+", lock.read_text())
        # What npm packages say of where their authors take donations is no place to install from.
        assert [each for each in found if "registry" in each or "simple" in each] == []
