"""De-identify by leaving out, masking and replacing: the steps that need no scale.

Five families of techniques are named by the guideline of 2016 on de-identification (pseudonyms,
totals, deletion, classes, masking); classes are in `generalising`, totals in `aggregating`.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.errors import StepRefused
from verification.treatment.frames import Frames, Truths, filled, truths
from verification.treatment.log import Noted
from verification.treatment.numbers import decimals, exact
from verification.treatment.step import CellStep, Given, Names, Step, known

Bytes = np.ndarray[Any, np.dtype[np.uint8]]

HIDDEN = "*"
_BLOCK, _DIGEST = 64, 32
"""Bytes of SHA-256's blocks and of its digests."""
_BASE32 = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_FIVE = np.array([16, 8, 4, 2, 1], dtype=np.uint8)
_DIGIT = r"\p{Nd}"
_ANY = r"(?s)."


@dataclass(frozen=True)
class DropColumns(Step):
    """Leave columns out."""

    step: ClassVar[str] = "drop-columns"
    covers: ClassVar[bool] = True
    columns: tuple[str, ...]

    def names_after(self, names: Names) -> Names:
        known(names, *self.columns)
        left = tuple(name for name in names if name not in self.columns)
        if not left:
            raise StepRefused("no-column-left", self.columns[0])
        return left

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            yield frame.only(self.names_after(frame.names))


@dataclass(frozen=True)
class DropRows(Step):
    """Leave out the rows whose cell in a column meets a condition, as in `_CONDITIONS`."""

    step: ClassVar[str] = "drop-rows"
    covers: ClassVar[bool] = True
    column: str
    when: str
    values: tuple[str, ...] = ()

    def names_after(self, names: Names) -> Names:
        known(names, self.column)
        if self.when in _COMPARED and not any(map(_is_number, self.values[:1])):
            raise StepRefused("number-needed", self.column)
        return names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            gone = _CONDITIONS[self.when](frame.column(self.column), self.values)
            if gone.any():
                noted.rows_gone(frame, gone)
                yield frame.rows(~gone)
            else:
                yield frame


@dataclass(frozen=True)
class Mask(CellStep):
    """Replace characters by asterisks, but for the first `keep` and the last `keep_last`.

    With `digits_only` other characters stay. A cell that would be kept whole is masked whole.
    """

    step: ClassVar[str] = "mask"
    covers: ClassVar[bool] = True
    keep: int = 0
    keep_last: int = 0
    digits_only: bool = False

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        sign = _DIGIT if self.digits_only else _ANY
        all_hidden = pc.replace_substring_regex(cells, sign, HIDDEN)
        length = pc.utf8_length(cells)
        middle = pc.utf8_slice_codeunits(cells, self.keep, None)
        tail = pa.scalar("")
        if self.keep_last:
            tail = pc.utf8_slice_codeunits(cells, -self.keep_last, None)
            middle = pc.utf8_slice_codeunits(middle, 0, -self.keep_last)
        head = pc.utf8_slice_codeunits(cells, 0, self.keep) if self.keep else pa.scalar("")
        hidden = pc.replace_substring_regex(middle, sign, HIDDEN)
        joined = pc.binary_join_element_wise(head, hidden, tail, "")
        return pc.if_else(pc.greater(length, self.keep + self.keep_last), joined, all_hidden)


@dataclass(frozen=True)
class Pseudonym(Step):
    """Replace the cells of columns by keyed pseudonyms: the same value, the same pseudonym.

    HMAC-SHA-256 (RFC 2104) under the key given, its beginning in base32: five bits a character. A
    mere hash would be undone by trying all numbers there are. A value is taken in NFC and without
    the blanks around it.
    """

    step: ClassVar[str] = "pseudonym"
    covers: ClassVar[bool] = True
    columns: tuple[str, ...]
    length: int = 16

    def names_after(self, names: Names) -> Names:
        known(names, *self.columns)
        return names

    def lacks(self, given: Given) -> StepRefused | None:
        return StepRefused("key-needed", self.columns[0]) if given.key is None else None

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        secret = Secret(given.key or b"", self.length)
        for frame in frames:
            after = frame
            for column in self.columns:
                after = after.with_column(column, secret.pseudonyms(frame.column(column)))
                noted.cells_differ(frame, after, column)
            yield after


class Secret:
    """A key, ready to make pseudonyms of so many characters."""

    def __init__(self, key: bytes, length: int) -> None:
        block = key if len(key) <= _BLOCK else hashlib.sha256(key).digest()
        padded = np.frombuffer(block.ljust(_BLOCK, b"\0"), dtype=np.uint8)
        # Both hashes are begun once: what is left for each value is its own text.
        self._inner = hashlib.sha256((padded ^ 0x36).tobytes())
        self._outer = hashlib.sha256((padded ^ 0x5C).tobytes())
        self._length = length

    def pseudonyms(self, cells: pa.Array) -> pa.Array:
        """A column of values as one of pseudonyms; empty cells stay empty."""
        coded = cells.dictionary_encode()
        values = coded.dictionary.to_pylist()
        digests = np.frombuffer(b"".join(map(self._digest, values)), dtype=np.uint8)
        return self._written(digests.reshape(len(values), _DIGEST)).take(coded.indices)

    def _digest(self, value: str) -> bytes:
        text = value if value.isascii() else unicodedata.normalize("NFC", value)
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text.strip().encode("utf-8", "surrogatepass"))
        outer.update(inner.digest())
        return outer.digest()

    def _written(self, digests: Bytes) -> pa.Array:
        """The beginning of each digest in base32 (RFC 4648), five bits a character."""
        bits = np.unpackbits(digests, axis=1)[:, : 5 * self._length]
        fives = bits.reshape(len(digests), self._length, 5) @ _FIVE
        return pa.array(_BASE32[fives].view(f"S{self._length}").ravel()).cast(pa.string())


def _is_number(value: str) -> bool:
    return bool(filled(decimals(pa.array([value], pa.string())))[0])


def _compared(compare: str) -> Callable[[pa.Array, tuple[str, ...]], Truths]:
    def condition(cells: pa.Array, values: tuple[str, ...]) -> Truths:
        limit = decimals(pa.array(values[:1], pa.string()))[0]
        return truths(
            pc.call_function(compare, [decimals(cells), pa.scalar(limit.as_py(), exact())])
        )

    return condition


def _one_of(cells: pa.Array, values: tuple[str, ...]) -> Truths:
    return truths(pc.is_in(pc.utf8_trim_whitespace(cells), pa.array(values, pa.string())))


def _contains(cells: pa.Array, values: tuple[str, ...]) -> Truths:
    found = np.zeros(len(cells), dtype=np.bool_)
    for value in values:
        found |= truths(pc.match_substring(cells, value))
    return found


def _empty(cells: pa.Array, _values: tuple[str, ...]) -> Truths:
    return ~filled(cells)


_COMPARED = ("less-than", "more-than")
_CONDITIONS: Mapping[str, Callable[[pa.Array, tuple[str, ...]], Truths]] = MappingProxyType(
    {
        "one-of": _one_of,
        "contains": _contains,
        "empty": _empty,
        "less-than": _compared("less"),
        "more-than": _compared("greater"),
    }
)
