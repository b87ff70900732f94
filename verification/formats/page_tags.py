"""Cuts a web page into its tags and the text behind each, well-formed or not, in linear time.

The parser of the standard library takes some 20 µs a cell and, over twelve megabytes of tags that
never end, two minutes; no other is among the libraries that are here. What a page means as a whole
is not asked: a table needs a few of its tags.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

HIDDEN = "!"
"""Stands for the name of a tag where what it says is not shown: comments, scripts, declarations."""

BROKEN = "<"
"""Stands for the name of a tag that never ends: what it says is the rest of the page."""

_PLAIN = re.compile(
    r"<(/?[a-zA-Z][^\s/<>]{0,40}+)((?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*+)>([^<]*+)"
)
_QUOTED = re.compile(r"<(/?[a-zA-Z][^\s/>]{0,40}+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LOOSE = re.compile(r"<(/?[a-zA-Z][^\s/>]{0,40}+)([^>]*+)>")
_STRAY = re.compile(r"<(?:<(?![a-zA-Z/!?]))*+")
_TAG_AT_MOST = 1 << 16  # characters in which the end of a tag is looked for, quotes minded
_RAW: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
)
_UNTIL = (("<!--", "-->"), ("<!", ">"), ("<?", ">"))
"""What is no tag: how it begins, and with what it ends."""

Tag = tuple[str, str, str]
"""A tag's name in small letters (with `/` where it ends something), what else stands in it, and the
text behind it up to the next one. The name is empty where text stands alone."""


def tags_of(text: str) -> Iterator[Tag]:
    """Yield the tags of a page in their order. Entities are left as they are written."""
    at, size = 0, len(text)
    while at < size:
        found = _PLAIN.match(text, at)
        if found is None:
            tag, at = _odd(text, at)
        else:
            name, attributes, behind = found.groups()
            tag, at = (name.lower(), attributes, behind), found.end()
        closing = _RAW.get(tag[0])
        if closing is None:
            yield tag
            continue
        begin = at - len(tag[2])
        closed = closing.search(text, begin)
        at = closed.start() if closed else size
        yield tag[0], tag[1], ""
        if tag[0] == "script":
            yield HIDDEN, text[begin:at], ""


def _odd(text: str, at: int) -> tuple[Tag, int]:
    """What begins here and is no plain tag, and where it ends."""
    if text[at] != "<":
        end = text.find("<", at)
        end = len(text) if end < 0 else end
        return ("", "", text[at:end]), end
    for begins, ends in _UNTIL:
        if text.startswith(begins, at):
            end = text.find(ends, at + len(begins))
            if end < 0:
                return (BROKEN, text[at:], ""), len(text)
            return (HIDDEN, text[at + len(begins) : end], ""), end + len(ends)
    found = _QUOTED.match(text, at, at + _TAG_AT_MOST) or _LOOSE.match(text, at)
    if found is not None:
        return (found[1].lower(), found[2], ""), found.end()
    begins_tag = text[at + 1 : at + 3].lstrip("/")[:1]
    if begins_tag.isascii() and begins_tag.isalpha():
        return (BROKEN, text[at:], ""), len(text)
    end = _STRAY.match(text, at).end()  # type: ignore[union-attr]  # it begins with one
    return ("", "", text[at:end]), end
