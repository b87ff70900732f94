"""How large groups of people have to be before what is said of them names nobody.

k-anonymity: every row shares its values with at least k - 1 others. The city's defaults: k = 5 and
no count of people below 5 for what is public, k = 3 among officials.
"""

from collections.abc import Mapping
from types import MappingProxyType

WANTED: Mapping[str, int] = MappingProxyType({"public": 5, "joint": 3})
"""The k that is wanted, by access class. The others are looked at when they leave the house."""

SMALL_COUNT = r"^[ \t]*[1-4](?:\.0+)?[ \t]*(?:명)?[ \t]*$"
"""A count of one to four people, as cells write it. None at all gives nobody away."""
