"""One batch of cells as everyone who looks for numbers sees it: scanned once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.kernels import characters
from verification.kernels.neighbours import names_after
from verification.kernels.shapes import shaped
from verification.kernels.tokens import APART, POINT, Tokens, tokens
from verification.personal.keywords import KEYWORDS
from verification.personal.located import Marks, Places
from verification.personal.patterns import fold
from verification.personal.shapes import SHAPES, Shape
from verification.personal.wordings import NO_WORD_ENDS, SURNAMES

Truths = np.ndarray[Any, np.dtype[np.bool_]]

_WORDS = (1 << characters.HANGUL) | (1 << characters.LATIN) | (1 << characters.EX)
_PLAIN = (
    (1 << characters.SPACE)
    | (1 << characters.DASH)
    | (1 << characters.UNDERSCORE)
    | (1 << characters.QUOTE)
)
_OF_PEOPLE = (Shape.N_3_4_4, Shape.N_6_7, Shape.N_11, Shape.N_13)
_FIRST = np.zeros(characters.POINTS, dtype=np.uint8)
_FIRST[[ord(each) for each in SURNAMES]] = 1
_LAST = np.ones(characters.POINTS, dtype=np.uint8)
_LAST[[ord(each) for each in NO_WORD_ENDS]] = 0
_COUNTED = 25
"""No number that is looked for has so many digits."""
_JOINS = np.zeros(256, dtype=np.bool_)
_JOINS[[characters.DASH, characters.DOT]] = True
_LETTERS = np.zeros(256, dtype=np.bool_)
_LETTERS[[characters.LATIN, characters.EX, characters.UNDERSCORE]] = True


@dataclass(frozen=True, eq=False)
class Finds:
    """Some of the finds of a batch, by their places in the kernel's table."""

    table: np.ndarray[Any, Any]
    places: Places

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, field: str) -> np.ndarray[Any, Any]:
        """One field of each."""
        values: np.ndarray[Any, Any] = self.table[field][self.places]
        return values

    def where(self, chosen: Truths) -> "Finds":
        """Those chosen."""
        return self if chosen.all() else Finds(self.table, self.places[chosen])


@dataclass(frozen=True, eq=False)
class Seen:
    """Cells with their positions in the table, the runs of digits in them and what these make up.

    `read` and `found` are as the kernels give them.
    """

    positions: Places
    texts: pa.StringArray
    read: Tokens
    found: np.ndarray[Any, Any]

    @property
    def runs(self) -> np.ndarray[Any, Any]:
        return self.read.runs

    @property
    def cells(self) -> np.ndarray[Any, Any]:
        return self.read.cells

    @classmethod
    def of(cls, positions: Places, texts: pa.StringArray) -> "Seen":
        """Scan a batch. Numbers written with signs of several digits are folded first."""
        read = tokens(texts, KEYWORDS)
        flags = read.cells["flags"]
        folded = (flags & (1 << characters.MANY) != 0) & (flags & _WORDS == 0)
        if folded.any():
            plain = [fold(text or "")[0] for text in texts.filter(pa.array(folded)).to_pylist()]
            texts = pc.replace_with_mask(texts, pa.array(folded), pa.array(plain, pa.string()))
            read = tokens(texts, KEYWORDS)
        return cls(positions, texts, read, shaped(read.runs, SHAPES))

    def marks(self) -> Marks:
        """A mark for each cell, all 0."""
        return np.zeros(len(self.cells), dtype=np.int64)

    def having(self, *kinds: int) -> Truths:
        """Which cells hold characters of any of some kinds."""
        bits = sum(1 << kind for kind in kinds)
        return np.asarray(self.cells["flags"] & np.uint32(bits) != 0)

    def whole(self, *digits: int) -> Truths:
        """Which cells are one number of so many digits, however it is grouped."""
        wanted = np.zeros(_COUNTED + 1, dtype=np.bool_)
        wanted[list(digits)] = True
        return wanted[self._digits_of_whole]

    @cached_property
    def _digits_of_whole(self) -> Places:
        """How many digits each cell has that is nothing but one number; 0 for all others."""
        flags = self.cells["flags"]
        plain = flags & ~np.uint32(_PLAIN) == 0
        tailed = flags & ~np.uint32(_PLAIN | _TAILED) == 0
        one = plain | (tailed & (flags & np.uint32(_TAILED) == _TAILED))
        return np.where(one, np.minimum(self.cells["digits"], _COUNTED), 0).astype(np.int64)

    def bare(self, *digits: int) -> Truths:
        """Which cells are one number of so many digits and nothing but these."""
        return np.asarray(self.whole(*digits) & (self.cells["runs"] == 1))

    def shaped(self, *shapes: Shape, words: bool = False, chains: bool = True) -> Finds:
        """What was found in some shapes and is no part of a decimal number.

        Unless `words` may hold it, no Latin letter touches either end; unless `chains` may, no
        dash or point joins it to further digits.
        """
        found = Finds(self.found, np.concatenate([self._by_shape[shape] for shape in shapes]))
        chosen = (found["gap"] != POINT) & (found["trail"] != POINT)
        if not words:
            chosen &= ~_LETTERS[found["before"]] & ~_LETTERS[found["after"]]
        if not chains:
            chosen &= (found["gap"] == APART) | ~_JOINS[found["before"]]
            chosen &= (found["trail"] == APART) | ~_JOINS[found["after"]]
        return found.where(chosen)

    @cached_property
    def _by_shape(self) -> list[Places]:
        """The places of the finds of each shape."""
        shapes = self.found["shape"]
        order = np.argsort(shapes, kind="stable")
        return np.split(order, np.cumsum(np.bincount(shapes, minlength=len(Shape)))[:-1])

    def matching(self, pattern: str, among: Truths, *, fold: bool = False) -> Places:
        """The cells, among some, in which a pattern of RE2 finds something; `fold` them first."""
        places = np.flatnonzero(among)
        if not len(places):
            return places
        texts = self._some(places, folded=fold)
        matched = pc.match_substring_regex(texts, pattern).fill_null(False)
        chosen: Places = places[np.asarray(matched, dtype=bool)]
        return chosen

    def left_without(self, pattern: str, places: Places, then: str) -> Truths:
        """In which of some cells a second pattern finds something once the first is taken out."""
        texts = pc.replace_substring_regex(self._some(places, folded=True), pattern, " ")
        return np.asarray(pc.match_substring_regex(texts, then), dtype=bool)

    def _some(self, places: Places, *, folded: bool) -> pa.StringArray:
        whole = len(places) == len(self.texts)
        texts = self.texts if whole else self.texts.take(pa.array(places))
        return pc.utf8_normalize(texts, form="NFKC") if folded else texts

    def among(self, places: Places) -> Truths:
        """Some cells as truths of all."""
        truths = np.zeros(len(self.cells), dtype=np.bool_)
        truths[places] = True
        return truths

    @property
    def long_enough(self) -> bool:
        """Whether any cell has as many digits as the shortest number out of a register."""
        return bool(self.cells["digits"].max(initial=0) >= 10)

    def lengths(self) -> np.ndarray[Any, Any]:
        """The bytes of each cell."""
        return np.diff(self.read.offsets)

    def names_beside(self) -> Places:
        """The cells in which a name seems to follow the number of a person."""
        found = self.shaped(*_OF_PEOPLE)
        cells = found["cell"].astype(np.int64)
        limits = self.read.offsets[cells + 1].astype(np.int64)
        chosen: Places = cells[names_after(self.read.octets, found["end"], limits, _FIRST, _LAST)]
        return chosen


_TAILED = (1 << characters.DOT) | (1 << 30)
