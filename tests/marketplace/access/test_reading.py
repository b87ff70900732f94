from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from marketplace.access.copies import KeptCopies
from marketplace.access.errors import TableMissing
from marketplace.access.reading import rows_of
from marketplace.catalogue.models import Form
from storage.digests import digest_of_file
from storage.objects import ObjectStore
from storage.transfers import Bucket
from tests.factories.catalogue import make_facts, make_file


def test_rows_are_read_from_the_store_by_file_and_sheet(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    files = []
    for sheet in ("2023", "2024"):
        path = tmp_path / sheet
        pq.write_table(pa.table({"연도": [int(sheet)]}), path, compression="zstd")
        digest = digest_of_file(path)
        object_store.put_file(Bucket.PUBLISHED, digest, path, media_type="application/parquet")
        table = make_file("합계.xlsx", form=Form.TABLE, sheet=sheet, rows=1)
        files.append(replace(table, digest=digest))
    version = replace(make_facts(), files=tuple(files))
    copies = KeptCopies(tmp_path / "copies", object_store, most_bytes=100_000)

    assert rows_of(version, copies, {}).rows == ((2023,),)
    assert rows_of(version, copies, {"file": ["합계.xlsx"], "sheet": ["2024"]}).rows == ((2024,),)
    with pytest.raises(TableMissing):
        rows_of(version, copies, {"sheet": ["2025"]})
