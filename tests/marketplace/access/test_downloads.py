from dataclasses import replace

import pytest

from marketplace.access.downloads import Grant, grant_download
from marketplace.catalogue.models import Form
from marketplace.errors import NotFound
from tests.factories.catalogue import make_facts, make_file

ORIGINAL = make_file("승차.csv")
TABLE = replace(
    make_file("승차.csv", form=Form.TABLE, rows=3), media_type="application/vnd.apache.parquet"
)
VERSION = replace(make_facts(), files=(ORIGINAL, TABLE))


def test_a_file_is_given_as_it_came_under_its_own_name() -> None:
    assert grant_download(VERSION, "승차.csv", None) == Grant(
        ORIGINAL.digest, "승차.csv", "text/csv", ORIGINAL.size, "original"
    )


def test_its_table_is_given_as_parquet_under_a_name_that_says_so() -> None:
    assert grant_download(VERSION, "승차.csv", "parquet") == Grant(
        TABLE.digest, "승차.parquet", "application/vnd.apache.parquet", TABLE.size, "table"
    )


@pytest.mark.parametrize(("name", "form"), [("하차.csv", None), ("승차.csv", "xml")])
def test_a_file_or_form_that_is_not_there_is_not_found(name: str, form: str | None) -> None:
    with pytest.raises(NotFound):
        grant_download(VERSION, name, form)
