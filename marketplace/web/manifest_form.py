"""The form of a submission: its fields made into a manifest, and a manifest into fields.

Rows of sources and columns are numbered, with gaps where some were taken out; a row in which
nothing was written does not count. Where a manifest's faults belong is in `manifest_faults.py`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, str]
Document = dict[str, Any]

KNOWN = "known"
EXTERNAL = "external"

_ROW = re.compile(r"(sources|columns)-(\d{1,6})-([a-z]+)")
_CHOSEN_ANYWAY = frozenset({"how", "type", "key", "required"})
"""Fields of a row that say something only beside others: a list always has something chosen."""


@dataclass(frozen=True)
class Row:
    """One row of a repeated part of the form: its number there, and its fields."""

    n: int
    fields: Fields

    @property
    def kind(self) -> str:
        """Whether a row of sources names a dataset here or something outside."""
        return KNOWN if "dataset" in self.fields else EXTERNAL


def rows_of(fields: Fields, part: str) -> tuple[Row, ...]:
    """Return the rows of `sources` or `columns` in which something was written, in order."""
    found: dict[int, dict[str, str]] = {}
    for name, value in fields.items():
        match = _ROW.fullmatch(name)
        if match and match[1] == part:
            found.setdefault(int(match[2]), {})[match[3]] = value.strip()
    return tuple(Row(n, row) for n, row in sorted(found.items()) if _says_something(row))


def manifest_of(fields: Fields) -> Document:
    """Return the manifest the fields make. It may have faults: reading it tells them all."""
    return {
        "dataset": _text(fields, "dataset") or None,
        "title": _texts(fields, ko="title", en="title-en", always="ko"),
        "description": _texts(fields, ko="description", en="description-en"),
        **{name: _text(fields, name) for name in ("kind", "category", "licence")},
        "access": _text(fields, "access") or "public",
        "keywords": keywords_in(_text(fields, "keywords")),
        "update_cycle": _text(fields, "update_cycle") or None,
        "period": _given({each: _text(fields, f"period-{each}") for each in ("from", "to")}),
        "columns": [_column(row.fields) for row in rows_of(fields, "columns")],
        "rules": _json(_text(fields, "rules")) or [],
        "rows": _json(_text(fields, "rows")),
        "sources": [_SOURCES[row.kind](row.fields) for row in rows_of(fields, "sources")],
        "recipe": _recipe(fields),
        "method": _text(fields, "method") or None,
        "deviations": _text(fields, "deviations") or None,
        **_corrects(fields),
    }


def fields_of(manifest: Document) -> dict[str, str]:
    """Return what stands in the form of a manifest without faults."""
    period, recipe = manifest.get("period") or {}, manifest.get("recipe") or {}
    corrects = manifest.get("corrects") or {}
    texts = {
        "dataset": manifest.get("dataset"),
        "title": manifest["title"].get("ko"),
        "title-en": manifest["title"].get("en"),
        "description": (manifest.get("description") or {}).get("ko"),
        "description-en": (manifest.get("description") or {}).get("en"),
        **{name: manifest.get(name) for name in _PLAIN},
        "keywords": ", ".join(manifest.get("keywords") or ()),
        "period-from": period.get("from"),
        "period-to": period.get("to"),
        "recipe-sql": recipe.get("sql"),
        "recipe-output": recipe.get("output"),
        "corrects-version": corrects.get("version"),
        "corrects-reason": corrects.get("reason"),
        "rules": _json_text(manifest.get("rules")),
        "rows": _json_text(manifest.get("rows")),
        **_numbered("sources", map(_source_fields, manifest.get("sources") or ())),
        **_numbered("columns", map(_column_fields, manifest.get("columns") or ())),
    }
    return {name: str(value) for name, value in texts.items() if value is not None}


def keywords_in(text: str) -> list[str]:
    """Return the words between commas, each once."""
    return list(dict.fromkeys(word for each in text.split(",") if (word := each.strip())))


_PLAIN = ("kind", "category", "licence", "access", "update_cycle", "method", "deviations")


def _text(fields: Fields, name: str) -> str:
    return fields.get(name, "").replace("\r\n", "\n").strip()


def _says_something(row: Fields) -> bool:
    return any(value for name, value in row.items() if name not in _CHOSEN_ANYWAY)


def _given(texts: Mapping[str, str]) -> dict[str, str] | None:
    return {name: text for name, text in texts.items() if text} or None


def _texts(fields: Fields, *, ko: str, en: str, always: str = "") -> dict[str, str]:
    texts = {"ko": _text(fields, ko), "en": _text(fields, en)}
    return {language: text for language, text in texts.items() if text or language == always}


def _corrects(fields: Fields) -> Document:
    said = {each: _text(fields, f"corrects-{each}") for each in ("version", "reason")}
    if not any(said.values()):
        return {}
    # With one of the two, the other is missed where it belongs.
    return {"corrects": {**said, "version": _json(said["version"])}}


def _recipe(fields: Fields) -> dict[str, str] | None:
    recipe = {"sql": _text(fields, "recipe-sql"), "output": _text(fields, "recipe-output")}
    # With one of the two, the other is missed where it belongs.
    return recipe if any(recipe.values()) else None


def _json(text: str) -> Any:
    # What is no JSON stays text: the schema says so, beside its field.
    try:
        return json.loads(text, parse_constant=str) if text else None
    except (ValueError, RecursionError):
        return text


def _json_text(value: object) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value or value == 0 else None


def _known(row: Fields) -> Document:
    return {
        "dataset": row["dataset"],
        "version": _number(row.get("version", "")),
        "how": row.get("how", ""),
        "as": row.get("as") or None,
        "group": row.get("group") or None,
        "note": row.get("note") or None,
    }


def _external(row: Fields) -> Document:
    named = {name: row.get(name, "") for name in ("title", "url", "publisher", "licence")}
    return {"external": named, "how": row.get("how", ""), "note": row.get("note") or None}


_SOURCES: Mapping[str, Callable[[Fields], Document]] = {KNOWN: _known, EXTERNAL: _external}


def _column(row: Fields) -> Document:
    return {
        "name": row.get("name", ""),
        "type": row.get("type") or None,
        "meaning": row.get("meaning") or None,
        "unit": row.get("unit") or None,
        "key": "key" in row,
        "nullable": False if "required" in row else None,
        "codes": _codes(row.get("codes", "")),
    }


def _codes(text: str) -> Document | list[str] | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any("=" in line for line in lines):
        return lines or None
    pairs = (line.partition("=") for line in lines)
    return {code.strip(): name.strip() or code.strip() for code, _, name in pairs}


def _number(text: str) -> int | str:
    # What is no number stays as it is: the schema says so, beside its field.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else text


def _source_fields(source: Document) -> Document:
    shared = {"how": source["how"], "note": source.get("note")}
    if "external" in source:
        return {**source["external"], **shared}
    return {name: source.get(name) for name in ("dataset", "version", "as", "group")} | shared


def _column_fields(column: Document) -> Document:
    return {
        **{name: column.get(name) for name in ("name", "type", "meaning", "unit")},
        "key": "yes" if column.get("key") else None,
        "required": "yes" if column.get("nullable") is False else None,
        "codes": _code_lines(column.get("codes")),
    }


def _code_lines(codes: Mapping[str, str] | Sequence[str] | None) -> str | None:
    if codes is None:
        return None
    pairs = codes.items() if isinstance(codes, Mapping) else ((code, code) for code in codes)
    return "\n".join(code if code == name else f"{code}={name}" for code, name in pairs)


def _numbered(part: str, rows: Iterable[Document]) -> Document:
    return {f"{part}-{n}-{name}": each for n, row in enumerate(rows) for name, each in row.items()}
