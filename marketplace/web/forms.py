"""A form as a page shows it: what is in its fields, and what was refused beside each."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    """Field name → text (or the texts ticked), and field name → why it was refused.

    The name '' in `faults` stands for the form as a whole.
    """

    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """One of several to choose from; `refused` says why it may not be, '' where it may."""

    value: str
    words: str
    hint: str = ""
    refused: str = ""
