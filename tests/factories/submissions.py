"""Makers of manifests, and of what the doors take."""

from typing import Any

STOPS = ({"name": "번호", "type": "integer", "key": True}, {"name": "승차", "type": "integer"})
"""What is declared of two of the columns `files.boardings` makes."""


def make_manifest(title: str = "정류장별 승차", **changes: Any) -> dict[str, Any]:
    """Return a manifest of open data without sources."""
    return {
        "title": {"ko": title},
        "description": {"ko": "시내버스 교통카드 이력을 정류장별로 모은 것입니다."},
        "kind": "data",
        "category": "교통물류",
        "keywords": ["버스"],
        "licence": "CC-BY-4.0",
        "access": "public",
        "sources": [],
        **changes,
    }


def held_source(dataset: str, version: int = 1, how: str = "subset", **more: Any) -> dict[str, Any]:
    """Return a source of this catalogue as a manifest names it."""
    return {"dataset": dataset, "version": version, "how": how, **more}


def external_source(how: str = "join", **changes: str) -> dict[str, Any]:
    """Return a source from elsewhere as a manifest names it."""
    external = {
        "title": "종관기상관측",
        "url": "https://data.example.test/asos",
        "publisher": "기상청",
        "licence": "KOGL-1",
        **changes,
    }
    return {"external": external, "how": how}
