"""What the compiled loops do, one character at a time in plain Python."""

import re

from verification.kernels import characters

KINDS = characters.kinds()


def runs_of(text: str) -> list[tuple[int, int, str]]:
    """Return each run of digits: its worth, its length, and how it hangs on the one before."""
    runs: list[tuple[int, int, str]] = []
    digits, gap = "", ""
    for character in [*text, "\n"]:
        point = ord(character)
        kind = int(KINDS[point]) if point < characters.POINTS else characters.OTHER
        if kind >= characters.DIGIT:
            digits += str(kind - characters.DIGIT)
        elif kind != characters.INVISIBLE:
            if digits:
                runs.append((int(digits) % 2**64, len(digits), hanging(gap) if runs else "apart"))
                digits, gap = "", ""
            gap += character
    return runs


def hanging(gap: str) -> str:
    """Return how a run hangs on the one before, by what stands between them."""
    kinds = {int(KINDS[ord(each)]) for each in gap}
    thin = {characters.SPACE, characters.DASH, characters.UNDERSCORE}
    if len(gap) > 3:
        return "apart"
    if kinds <= thin:
        return "tight"
    if len(gap) == 1 and kinds == {characters.DOT}:
        return "point"
    return "loose" if kinds <= thin | {characters.DOT, characters.BRACKET} else "apart"


def words_before(text: str, words: dict[str, int]) -> int:
    """Return the groups of the words that stand up to twelve characters before a text's end."""
    near = text.lower()[-20:]
    found = 0
    for word, group in words.items():
        for match in re.finditer(f"(?={re.escape(word)})", near):
            if len(near) - match.start() - len(word) <= 12:
                found |= group
    return found
