"""A form as a page shows it: what is in its fields, and what was refused beside each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from verification.findings import Text


@dataclass(frozen=True)
class Form:
    """Field name → text (or the texts ticked), and field name → why it was refused.

    The name '' in `faults` stands for the form as a whole.
    """

    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """One of several to choose from; `refused` says why it may not be, '' where it may.

    What is a `Text` is shown in the reader's language.
    """

    value: str
    words: str | Text
    hint: str | Text = ""
    refused: str | Text = ""
