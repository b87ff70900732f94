"""Settings are read once, typed, and named when something is wrong with them."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from marketplace.config import RUNNING_FILE, Settings, SettingsMissing, SettingUnreadable

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
REQUIRED = {
    "DATABASE_URL": "postgresql+psycopg://hwanryu@/hwanryu",
    "S3_ENDPOINT": "http://127.0.0.1:9000",
    "S3_ACCESS_KEY": "access",
    "S3_SECRET_KEY": "secret",
    "REDIS_URL": "redis://127.0.0.1",
    "SECRET_KEY": "key",
}


def test_what_is_required_and_not_set_is_named_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsMissing) as missing:
        Settings.from_env({"DATA": str(tmp_path), "REDIS_URL": "redis://127.0.0.1"})

    assert set(missing.value.names) == set(REQUIRED) - {"REDIS_URL"}


def test_an_empty_value_is_not_set(tmp_path: Path) -> None:
    settings = Settings.from_env({**REQUIRED, "DATA": str(tmp_path), "MAX_ROWS": ""})

    assert settings.max_rows == Settings.max_rows


def test_a_value_of_the_wrong_form_is_named_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingUnreadable) as unreadable:
        Settings.from_env({**REQUIRED, "DATA": str(tmp_path), "MAX_ROWS": "many"})

    assert (unreadable.value.name, unreadable.value.kind) == ("MAX_ROWS", "int")
    assert "many" not in str(unreadable.value)


def test_owner_and_public_addresses_default_to_the_plain_ones(tmp_path: Path) -> None:
    settings = Settings.from_env({**REQUIRED, "DATA": str(tmp_path)})

    assert settings.database_owner_url == REQUIRED["DATABASE_URL"]
    assert settings.s3_public_endpoint == REQUIRED["S3_ENDPOINT"]


def test_a_stack_that_runs_on_the_folder_fills_in_what_is_not_set(tmp_path: Path) -> None:
    (tmp_path / RUNNING_FILE).write_text(json.dumps({**REQUIRED, "SECRET_KEY": "theirs"}))

    settings = Settings.from_env({"DATA": str(tmp_path), "SECRET_KEY": "ours"})

    assert (settings.redis_url, settings.secret_key) == (REQUIRED["REDIS_URL"], "ours")


def test_each_setting_is_explained_and_nothing_else_is() -> None:
    rows = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]
    explained = {line.split("`")[1] for line in rows}

    # PORT and DEMO are the supervisor's own.
    assert explained == {each.name.upper() for each in fields(Settings)} | {"PORT", "DEMO"}
