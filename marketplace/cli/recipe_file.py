"""The recipe as somebody wrote it, in whatever encoding their editor has."""

from pathlib import Path

from marketplace.cli.errors import AskedWrongly

_ENCODINGS = ("utf-8-sig", "cp949")


def read_recipe(path: Path | None) -> str | None:
    """Return the text of a recipe, None where there is no file.

    Raises `AskedWrongly` where it is no text, and `OSError` where it cannot be read.
    """
    if path is None:
        return None
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AskedWrongly(f"{path}: a recipe is a text in UTF-8 or CP949")
