from pathlib import Path

import pytest

from marketplace.http.static_files import FrontEndNotBuilt, built, built_names


def test_a_plain_name_leads_to_the_file_as_it_was_built(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"app.css": "app-1A2B.css"}')

    address = built(
        lambda endpoint, **given: f"/{endpoint}/{given['filename']}", built_names(tmp_path)
    )

    assert address("app.css") == "/static/dist/app-1A2B.css"


def test_without_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FrontEndNotBuilt, match="npm run build") as refused:
        built_names(tmp_path)

    assert refused.value.dist == tmp_path
