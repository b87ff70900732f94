"""Requests nobody means: a seeded source of them, over every address there is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import UUID

from werkzeug.routing import Map, Rule

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")
DEEP = "[" * 900 + "]" * 900
TEXTS = (
    *("", " ", "\x00", "a\x00b", "가", "\ud800".encode("utf-8", "replace").decode(), "'", '"', "%"),
    *("%_\\", "../../etc", "<b>", "\u202e", "𝄞", "\r\nX: y", "-1", "0", "1e400", "NaN", "９", "²"),
    *("9" * 30, "a" * 5_000, "latest", "null", "2026-13-45", "0001-01-01..9999-12-31", "{}", "*"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.0, 2.5, 1e308, 10**18, 2**63, -(2**63), [], {}, [[]], [{}], "x"),
    *({"": ""}, [None], ["a"] * 2_000, {"ko": 1}, {"ko": "\x00"}, {"ko": "가", "en": None}),
    *TEXTS,
)
BODIES: tuple[bytes, ...] = (
    *(b"", b" ", b"{", b"}", b"null", b"true", b"[]", b"{}", b'"x"', b"1", b"NaN", b"1e999"),
    *(b"\x00", b"\xff\xfe{\x00}\x00", "가".encode("cp949"), b"\xef\xbb\xbf{}", b'{"a":1,"a":2}'),
    *(DEEP.encode(), b'{"a":' * 500 + b"1" + b"}" * 500, b'"\\ud800"', b'{"title":"\\u0000"}'),
    b"9" * 5_000,
)
TYPES = (
    *(
        "application/json",
        "text/plain",
        "",
        "application/json; charset=cp949",
        "multipart/form-data",
    ),
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=", "\xff/\xff", ";;;"),
)
QUERIES = (
    *("q", "page", "per_page", "sort", "category", "generation", "licence", "access", "kind"),
    *("assurance", "period", "select", "where", "format", "link", "from", "to", "sheet", "file"),
    *("formats", "department", "update_cycle", "publisher", "next", "count", "id"),
)
HEADERS: dict[str, tuple[str, ...]] = {
    "Idempotency-Key": ("", " ", "a" * 300, "한".encode().decode("latin-1"), "k", "\x7f"),
    "Authorization": ("Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer \xff", "Digest a=b"),
    "Range": ("bytes=0-", "bytes=9-1", "lines=1", "bytes=" + "9" * 40),
    "Accept-Language": ("xx", "ko;q=x", "*" * 500, "en"),
    "Accept": ("", "text/html", "*/*;q=0", "application/x"),
    "If-None-Match": ("*", '"x"', "W/"),
    "Cookie": ("session=x", "=", ";;;", "session=" + "a" * 300, "remember_token=1|x"),
    "Content-Encoding": ("gzip", "x"),
    "X-Forwarded-For": ("::1, x", "999.1.1.1"),
    "If-Modified-Since": ("yesterday",),
    "HX-Request": ("true",),
}


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    path: str
    query: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Makes requests from a seed. `ids` exist, `samples` are bodies that are right."""

    random: Random
    ids: tuple[UUID, ...]
    samples: tuple[dict[str, Any], ...]

    def requests(self, addresses: Map, count: int) -> Iterator[Sent]:
        """Yield so many requests to each address, and twice as many with its own method."""
        for rule in addresses.iter_rules():
            if rule.endpoint == "static":
                continue
            own = sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
            for _ in range(count):
                for method in (*own, *own, self.random.choice(METHODS)):
                    yield self._request(rule, method)

    def _request(self, rule: Rule, method: str) -> Sent:
        random = self.random
        names = random.sample(QUERIES, random.choice((0, 0, 1, 3)))
        query = "&".join(f"{name}={quote(random.choice(TEXTS), safe='')}" for name in names)
        if random.random() < 0.05:
            query += "&%FF%00=%ZZ&&&=;%"
        headers = {
            name: random.choice(texts).encode("latin-1", "replace").decode("latin-1")
            for name, texts in HEADERS.items()
            if random.random() < 0.08
        }
        headers["Content-Type"] = (
            "application/json" if random.random() < 0.7 else random.choice(TYPES)
        )
        return Sent(method, self._path(rule), query, self._body(), headers)

    def _path(self, rule: Rule) -> str:
        parts = []
        for is_dynamic, part in rule._trace:
            parts.append(self._argument(rule, part) if is_dynamic else part)
        return "".join(parts).lstrip("|")

    def _argument(self, rule: Rule, name: str) -> str:
        random = self.random
        if random.random() < 0.15:
            return quote(random.choice(TEXTS), safe="")
        kind = type(rule._converters[name]).__name__
        if kind == "UUIDConverter":
            return str(random.choice(self.ids))
        if kind == "VersionNumber":
            return random.choice(("latest", "1", "2", "2147483647", "9999999999", "0"))
        return quote(random.choice(("a.csv", *TEXTS)), safe="")

    def _body(self) -> bytes:
        random = self.random
        chance = random.random()
        if chance < 0.3:
            return random.choice(BODIES)
        sample = json.loads(json.dumps(random.choice(self.samples)))
        for _ in range(random.choice((0, 1, 1, 2))):
            self._spoil(sample)
        return json.dumps(sample).encode("utf-8", "replace")

    def _spoil(self, value: Any) -> None:
        """Change one thing somewhere in a JSON value."""
        random = self.random
        while True:
            places = list(value) if isinstance(value, dict) else list(range(len(value)))
            if not places:
                return
            place = random.choice(places)
            inner = value[place]
            if isinstance(inner, dict | list) and inner and random.random() < 0.6:
                value = inner
                continue
            if isinstance(value, dict) and random.random() < 0.2:
                del value[place]
            elif isinstance(value, dict) and random.random() < 0.1:
                value[random.choice(TEXTS)] = inner
            else:
                value[place] = random.choice(VALUES)
            return
