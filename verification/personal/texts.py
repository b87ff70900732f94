"""What names a person or a household in words and signs: e-mail, plates, names, addresses, keys."""

from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.findings import Severity
from verification.kernels import characters
from verification.kernels.characters import HANGUL
from verification.kernels.check_digits import Numbers
from verification.kernels.tokens import APART, POINT
from verification.personal import wordings
from verification.personal.headers import Says
from verification.personal.hits import Heading, Hit
from verification.personal.keywords import Word
from verification.personal.located import Located
from verification.personal.sampling import Sample
from verification.personal.seen import Seen


class _Mark(IntFlag):
    """What a row holds. NAMED: a word before it, or beside it, says so."""

    EMAIL = 1
    ROLE_EMAIL = 2
    PLATE = 4
    TRADE_PLATE = 8
    PLATE_NAMED = 16
    PASSPORT = 32
    PASSPORT_NAMED = 64
    KEY = 128
    KEY_NAMED = 256
    IP = 512
    IP_NAMED = 1024
    MAC = 2048
    UNIT = 4096
    LOT = 8192
    NAME = 16384
    PLACE = 32768
    OTHER_WORD = 65536
    NAME_BESIDE = 131072
    BIRTH = 262144


_NAMES_ASKED = frozenset({Says.NAME, Says.OFFICIAL, Says.NOTHING})


@dataclass(frozen=True)
class Texts:
    """The rows of each kind, and the distinct words that may be names."""

    names: Sample = field(default_factory=Sample)
    rows: Located = field(default_factory=Located)

    def update(self, seen: Seen, says: frozenset[Says]) -> "Texts":
        """Return them with one batch more of a column whose header says so much."""
        marks = seen.marks()
        for mark in (_emails, _plates, _passports, _keys, _units, _addresses, _macs):
            mark(seen, marks)
        if Says.BIRTH in says:
            marks[seen.matching(wordings.BIRTHDAY, seen.cells["digits"] >= 4)] |= _Mark.BIRTH
        if Says.ADDRESS in says:
            marks[seen.matching(wordings.LOT, seen.having(HANGUL))] |= _Mark.LOT
        names = self.names
        if not says.isdisjoint(_NAMES_ASKED):
            names = names.update(_whole_names(seen, marks))
        if Says.NOTHING in says:
            worded = seen.having(HANGUL) & (seen.lengths() > _LONGEST_NAME)
        else:
            worded = seen.among(seen.runs["cell"][seen.runs["words"] & Word.BEARER != 0])
        beside = seen.matching(wordings.NAME_IN_TEXT, worded)
        if len(beside):
            beside = beside[
                seen.left_without(wordings.CALLED_NO_NAME, beside, wordings.NAME_IN_TEXT)
            ]
        marks[beside] |= _Mark.NAME_BESIDE
        marks[seen.names_beside()] |= _Mark.NAME_BESIDE
        return Texts(names, self.rows.update(marks, seen.positions))

    def merge(self, other: "Texts") -> "Texts":
        """Return what both parts of a column hold."""
        return Texts(self.names.merge(other.names), self.rows.merge(other.rows))

    def judged(self, heading: Heading) -> list[Hit]:
        """Return the hits of every kind."""
        hits = (
            self._emails(heading),
            self._plates(heading),
            *self._passports(heading),
            *self._keys(heading),
            self._machines(heading),
            self._addresses(heading),
            self._birthdays(),
            self._names(heading),
        )
        return [hit for hit in hits if hit.count]

    def _emails(self, heading: Heading) -> Hit:
        of_office = heading.any(Says.OFFICE) and not heading.any(Says.OFFICIAL)
        bits = 0 if of_office else _Mark.EMAIL
        why = ("전자우편 주소의 꼴이고 부서의 주소가 아닙니다",)
        return Hit("email-address", Severity.WARNING, why, self.rows.having(bits))

    def _plates(self, heading: Heading) -> Hit:
        bits, why = _Mark.PLATE | _Mark.PLATE_NAMED, "비사업용 자동차 번호판의 꼴입니다"
        if heading.any(Says.PLATE):
            bits, why = bits | _Mark.TRADE_PLATE, "열 이름이 차량번호이고 번호판의 꼴입니다"
        return Hit("vehicle-plate", Severity.WARNING, (why,), self.rows.having(bits))

    def _passports(self, heading: Heading) -> list[Hit]:
        named = int(_Mark.PASSPORT_NAMED)
        if heading.any(Says.PASSPORT):
            named |= _Mark.PASSPORT
        sure = ("여권번호라고 적혀 있고 꼴이 맞습니다",)
        maybe = ("여권번호의 꼴이지만 부품번호 따위일 수 있습니다",)
        return [
            Hit("passport-number", Severity.ERROR, sure, self.rows.having(named)),
            Hit(
                "personal-number-suspected",
                Severity.WARNING,
                maybe,
                self.rows.having(_Mark.PASSPORT, lacking=named),
            ),
        ]

    def _keys(self, heading: Heading) -> list[Hit]:
        named = int(_Mark.KEY_NAMED)
        if heading.any(Says.CONNECTING):
            named |= _Mark.KEY
        sure = ("연계정보(CI)나 중복가입확인정보(DI)라고 적혀 있고 길이가 맞습니다",)
        maybe = ("연계정보(CI)나 중복가입확인정보(DI)의 길이와 글자입니다",)
        return [
            Hit("connecting-information", Severity.ERROR, sure, self.rows.having(named)),
            Hit(
                "personal-number-suspected",
                Severity.WARNING,
                maybe,
                self.rows.having(_Mark.KEY, lacking=named),
            ),
        ]

    def _machines(self, heading: Heading) -> Hit:
        bits, why = _Mark.MAC | _Mark.IP_NAMED, "기기의 통신 주소(IP·MAC)입니다"
        if not heading.any(Says.VERSION):
            bits |= _Mark.IP
        return Hit("device-identifier", Severity.WARNING, (why,), self.rows.having(bits))

    def _addresses(self, heading: Heading) -> Hit:
        bits, why = int(_Mark.UNIT), "동·호까지 적혀 한 세대를 가리킵니다"
        if heading.any(Says.PRIVATE) or (heading.of_people and not heading.any(Says.OFFICE)):
            bits, why = bits | _Mark.LOT, "개인의 주소가 집까지 적혀 있습니다"
        return Hit("home-address", Severity.WARNING, (why,), self.rows.having(bits))

    def _birthdays(self) -> Hit:
        why = ("열 이름이 생년월일이고 날짜가 적혀 있습니다",)
        return Hit("birth-date", Severity.WARNING, why, self.rows.having(_Mark.BIRTH))

    def _names(self, heading: Heading) -> Hit:
        """Names, in a column that is called so or holds little else, and beside words in texts."""
        named = self.rows.having(_Mark.NAME).count
        either = named + self.rows.having(_Mark.PLACE).count
        words = either + self.rows.having(_Mark.OTHER_WORD).count
        share = either / max(1, words)
        bits, why = int(_Mark.NAME_BESIDE), "누구라고 적힌 말이나 연락처 옆에 이름이 있습니다"
        if heading.any(Says.NAME) and share >= 0.3:
            bits, why = bits | _Mark.NAME | _Mark.PLACE, "열 이름이 성명이고 값이 성씨로 시작합니다"
        elif heading.any(Says.OFFICIAL) and share >= 0.3:
            asked = "대표자·담당자의 이름은 공개가 적법한 때가 많아 사람이 확인합니다"
            bits, why = bits | _Mark.NAME | _Mark.PLACE, asked
        elif heading.any(Says.NOTHING) and self._varied(named, words):
            bits |= _Mark.NAME | _Mark.PLACE
            why = "값이 거의 모두 성씨로 시작하는 서로 다른 이름입니다"
        return Hit("person-name", Severity.WARNING, (why,), self.rows.having(bits))

    def _varied(self, named: int, words: int) -> bool:
        """Whether nearly all cells may be names, and are too many to be a list of terms."""
        distinct = len(self.names)
        return named >= 10 and named >= words * 0.85 and distinct >= min(200, named * 0.4)


def _emails(seen: Seen, marks: Any) -> None:
    found = seen.matching(wordings.EMAIL, seen.having(characters.AT), fold=True)
    role = seen.matching(wordings.ROLE_EMAIL, seen.among(found), fold=True)
    marks[found] |= _Mark.EMAIL
    if len(role):
        others = seen.left_without(wordings.ROLE_EMAIL, role, wordings.EMAIL)
        marks[role[~others]] ^= _Mark.EMAIL | _Mark.ROLE_EMAIL


def _plates(seen: Seen, marks: Any) -> None:
    """Mark two or three digits, one of the letters of plates, and four digits."""
    runs = seen.runs
    spelt = np.flatnonzero(runs["syllable"])
    at = spelt[np.isin(runs["syllable"][spelt], _OWN_OR_TRADE)]
    before, plate = runs[at - 1], runs[at]
    fits = (plate["digits"] == 4) & np.isin(before["digits"], (2, 3)) & (before["gap"] == APART)
    at, before, plate = at[fits], before[fits], plate[fits]
    own = np.isin(plate["syllable"], _OWN)
    trade = np.isin(plate["syllable"], _TRADE)
    named = before["words"] & Word.PLATE != 0
    marks[plate["cell"][own]] |= _Mark.PLATE
    marks[plate["cell"][trade]] |= _Mark.TRADE_PLATE
    marks[plate["cell"][named]] |= _Mark.PLATE_NAMED


def _passports(seen: Seen, marks: Any) -> None:
    runs = seen.runs
    starts = np.flatnonzero(runs["before"] == characters.LATIN)
    starts = starts[np.isin(runs["digits"][starts], (3, 8))]
    some = seen.among(runs["cell"][starts])
    found = seen.matching(wordings.PASSPORT, some, fold=True)
    named = seen.matching(wordings.PASSPORT_NAMED, seen.among(found), fold=True)
    marks[found] |= _Mark.PASSPORT
    marks[named] |= _Mark.PASSPORT_NAMED


def _keys(seen: Seen, marks: Any) -> None:
    long = (seen.lengths() >= _SHORTEST_KEY) & seen.having(characters.LATIN)
    ci = seen.matching(wordings.CONNECTING, long)
    di = seen.matching(wordings.DUPLICATE, long)
    di = np.setdiff1d(di, seen.matching(wordings.HEXADECIMAL, seen.among(di)))
    found = np.union1d(ci, di)
    marks[found] |= _Mark.KEY
    marks[seen.matching(wordings.KEY_NAMED, seen.among(found))] |= _Mark.KEY_NAMED


def _units(seen: Seen, marks: Any) -> None:
    runs = seen.runs
    unit = (runs["syllable"] == ord("동")) & (runs["after"] == ord("호"))
    marks[runs["cell"][unit]] |= _Mark.UNIT


def _addresses(seen: Seen, marks: Any) -> None:
    """Mark four numbers up to 255 joined by points, unless they are of no one in particular."""
    runs = seen.runs
    joined = (runs["gap"] == POINT) & (runs["digits"] <= 3) & (runs["value"] <= 255)
    at = np.flatnonzero(joined[1:-2] & joined[2:-1] & joined[3:])
    last = at + 3
    after = np.minimum(last + 1, len(runs) - 1)
    more = (after > last) & (runs["gap"][after] == POINT)
    first = runs[at]
    fits = (first["digits"] <= 3) & (first["value"] <= 255) & (first["gap"] != POINT) & ~more
    one, two = first["value"][fits], runs["value"][at + 1][fits]
    inner = np.isin(one, (0, 10, 127, 255)) | ((one == 192) & (two == 168))
    inner |= (one == 172) & (two >= 16) & (two <= 31)
    cells, words = first["cell"][fits], first["words"][fits]
    marks[cells[~inner]] |= _Mark.IP
    marks[cells[~inner & (words & Word.DEVICE != 0)]] |= _Mark.IP_NAMED


def _macs(seen: Seen, marks: Any) -> None:
    some = seen.having(characters.LATIN, characters.EX) | (seen.cells["runs"] >= 6)
    some &= seen.having(characters.COLON, characters.DASH)
    some &= (seen.lengths() >= _SHORTEST_MAC) & ~seen.having(HANGUL, characters.AT)
    marks[seen.matching(wordings.MAC, some)] |= _Mark.MAC


def _whole_names(seen: Seen, marks: Any) -> Numbers:
    """Mark cells that are a name, or another word; return the different names as numbers."""
    filled = seen.lengths() > 0
    short = filled & (seen.lengths() <= _LONGEST_NAME) & seen.having(HANGUL)
    found = seen.matching(wordings.WHOLE_NAME, short)
    places = seen.matching(wordings.PLACE_OR_TRADE, seen.among(found))
    marks[filled] |= _Mark.OTHER_WORD
    marks[found] ^= _Mark.OTHER_WORD | _Mark.NAME
    marks[places] ^= _Mark.NAME | _Mark.PLACE
    return packed(seen.texts.take(pa.array(found)))


def packed(words: pa.StringArray) -> Numbers:
    """A hash of each of some short words (FNV-1a), spaces around it left out."""
    words = pc.utf8_trim_whitespace(words)
    lengths = np.asarray(pc.binary_length(words), dtype=np.int64)
    octets = np.frombuffer(b"".join(words.cast(pa.binary()).to_pylist()), dtype=np.uint8)
    starts = np.cumsum(lengths) - lengths
    hashes = np.full(len(words), 0xCBF29CE484222325, dtype=np.uint64)
    for place in range(int(lengths.max(initial=0))):
        there = place < lengths
        hashes[there] = (hashes[there] ^ octets[starts[there] + place]) * np.uint64(0x100000001B3)
    return hashes


_OWN = [ord(letter) for letter in wordings.OWN_PLATE]
_TRADE = [ord(letter) for letter in wordings.TRADE_PLATE]
_OWN_OR_TRADE = [*_OWN, *_TRADE]
_SHORTEST_KEY, _SHORTEST_MAC, _LONGEST_NAME = 64, 17, 14
