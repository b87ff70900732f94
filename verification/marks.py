"""What stands in a cell to say that there is no value, or that it is withheld."""

SUPPRESSED = frozenset({"x", "*", "**", "***", "비공개", "비밀", "s"})
"""There is a value, and it is not told: it is of so few that it would name them."""

MISSING = frozenset(
    {
        *("-", "--", "–", "—", "―", "…", "...", "..", "."),
        *("na", "n/a", "#n/a", "nan", "null", "none", "nil", "\\n"),
        *("해당없음", "해당 없음", "미상", "미확인", "불명", "결측"),
    }
)
"""There is no value."""

MARKS = SUPPRESSED | MISSING
"""Either, in small letters and without space around it."""
