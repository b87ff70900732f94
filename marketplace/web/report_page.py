"""A verification report as pages show it: from the JSON to the values of `macros/report.html`.

What has words in both languages stays a `Text`: the page's `said` filter takes the reader's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.web.content_card import ContentCard, content_cards
from marketplace.web.pictures import Radar, radar
from marketplace.web.profile_page import Profile
from marketplace.web.replay_card import ReplayCard, replay_cards
from marketplace.web.report_evidence import EvidenceLine, evidence_line
from marketplace.web.report_overlaps import OverlapLine, overlap_line
from verification.codes import CODES
from verification.findings import FindingCode, Severity, Text
from verification.quality import Indicator

MOST_MESSAGES = 3
MOST_PLACES = 10
MOST_SAMPLES = 5

Body = Mapping[str, Any]
_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True)
class Counts:
    """How many occurrences of each severity."""

    error: int = 0
    warning: int = 0
    note: int = 0


@dataclass(frozen=True)
class Place:
    """Where a finding is; `row` counts data records from 1. `sample`: the cell, masked."""

    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    sample: str = ""


@dataclass(frozen=True)
class Group:
    """The findings of one code. `more` is how many occurrences have a place that is not listed."""

    code: str
    severity: str
    title: Text
    meaning: Text
    remedy: Text
    total: int
    messages: tuple[str, ...]
    places: tuple[Place, ...]
    samples: tuple[str, ...]
    more: int
    blocks: bool
    privacy: bool


@dataclass(frozen=True)
class QualityLine:
    """One indicator; `score` None where nothing could be counted, and `note` says why."""

    indicator: str
    score: float | None
    faults: int
    checked: int
    note: Text | str = ""


@dataclass(frozen=True)
class RuleLine:
    """One rule of value diagnosis: errors over what was checked."""

    name: Text
    faults: int
    checked: int


@dataclass(frozen=True)
class RunLine:
    """One check, and how many occurrences it found."""

    check: str
    version: int
    outcome: str
    found: int


@dataclass(frozen=True)
class TableLine:
    """One file, or one sheet of it; a document has no rows. `unread` rows did not fit it."""

    file: str
    sheet: str | None
    rows: int | None
    encoding: str
    unread: int = 0


@dataclass(frozen=True)
class ReportPage:
    """A report, whole. `verified_at` None where the page that shows it knows of no moment.

    `profile` None: it has no table, or the page shows no columns. `address`: of its JSON.
    """

    digest: str
    verdict: str
    verified_at: datetime | None
    counts: Counts
    quality: tuple[QualityLine, ...]
    radar: Radar
    runs: tuple[RunLine, ...]
    groups: tuple[Group, ...]
    evidence: tuple[EvidenceLine, ...]
    tables: tuple[TableLine, ...]
    overlaps: tuple[OverlapLine, ...] = ()
    profile: Profile | None = None
    address: str = ""
    rules: tuple[RuleLine, ...] = ()
    contents: tuple[ContentCard, ...] = ()
    replays: tuple[ReplayCard, ...] = ()


def report_page(
    body: Body,
    *,
    verified_at: datetime | None = None,
    titles: Mapping[str, str] | None = None,
    profile: Profile | None = None,
    address: str = "",
) -> ReportPage:
    """Return a report as pages show it; `titles` are those of its sources, by dataset id."""
    lines = quality_lines(body)
    return ReportPage(
        digest=body["digest"],
        verdict=body["verdict"],
        verified_at=verified_at,
        counts=counts_of(body),
        quality=lines,
        radar=radar([line.score for line in lines]),
        runs=tuple(_run(each) for each in body["checks"]),
        groups=groups_of(body),
        evidence=tuple(evidence_line(state, titles or {}) for state in body["sources"]),
        tables=tuple(
            TableLine(
                file["name"],
                file["sheet"],
                file["rows"],
                file["encoding"] or "",
                file.get("unread_rows", 0),
            )
            for file in body["files"]
        ),
        overlaps=tuple(map(overlap_line, body["overlaps"])),
        profile=profile,
        address=address,
        rules=tuple(_rule(each) for each in body.get("by_rule", ())),
        contents=content_cards(body, titles or {}),
        replays=replay_cards(body, titles or {}),
    )


def counts_of(body: Body) -> Counts:
    """Return how many occurrences of each severity a report holds."""
    found = {severity.value: 0 for severity in Severity}
    for finding in _findings(body):
        found[finding["severity"]] += finding["count"]
    return Counts(**found)


def groups_of(body: Body) -> tuple[Group, ...]:
    """Return the findings of a report by their code, gravest first, then the most frequent."""
    by_code: dict[str, list[Body]] = {}
    for finding in _findings(body):
        by_code.setdefault(finding["code"], []).append(finding)
    groups = [_group(code, found) for code, found in by_code.items()]
    groups.sort(key=lambda group: (_rank(group.severity), -group.total))
    return tuple(groups)


def title_of(code: str) -> Text:
    """Return what findings of a code are called."""
    return _meaning(code).title


def is_private(code: str) -> bool:
    """Tell whether findings of a code are about personal data."""
    return _meaning(code).privacy


def _rule(score: Body) -> RuleLine:
    name = Text(score["name"]["ko"], score["name"]["en"])
    return RuleLine(name, score["errors"], score["checked"])


def _findings(body: Body) -> Iterable[Body]:
    return (finding for check in body["checks"] for finding in check["findings"])


def _rank(severity: str) -> int:
    return _GRAVEST_FIRST.index(Severity(severity))


def _meaning(code: str) -> FindingCode:
    # A report outlives the catalogue it was written with.
    nothing = Text("", "")
    return CODES.get(code) or FindingCode(code, Text(code, code), nothing, nothing)


def _group(code: str, found: Sequence[Body]) -> Group:
    meaning = _meaning(code)
    located = [finding for finding in found if any(finding["at"].values())]
    listed = located[:MOST_PLACES]
    return Group(
        code=code,
        severity=min((finding["severity"] for finding in found), key=_rank),
        title=meaning.title,
        meaning=meaning.meaning,
        remedy=meaning.remedy,
        total=_total(found),
        messages=_first(MOST_MESSAGES, (finding["message"] for finding in found)),
        places=tuple(
            Place(**finding["at"], sample=next(iter(finding["samples"]), "")) for finding in listed
        ),
        samples=_first(MOST_SAMPLES, (each for finding in found for each in finding["samples"])),
        more=_total(located) - _total(listed),
        blocks=meaning.blocks,
        privacy=meaning.privacy,
    )


def _total(found: Iterable[Body]) -> int:
    return sum(finding["count"] for finding in found)


def _first(most: int, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:most]


def _run(check: Body) -> RunLine:
    return RunLine(check["check"], check["version"], check["outcome"], _total(check["findings"]))


_NOTHING_COUNTED = Text("셀 것이 없습니다.", "There was nothing to count.")
_NO_CYCLE = Text("갱신 주기나 기간의 끝을 적지 않았습니다.", "No update cycle or no period given.")


def quality_lines(body: Body) -> tuple[QualityLine, ...]:
    """Return the five indicators of a report, in the city's order."""
    scores = body["quality"]
    counted = tuple(_counted(each.value, scores[each.value]) for each in Indicator)
    return (*counted, _timeliness(scores["timeliness"]))


def _counted(indicator: str, score: Body) -> QualityLine:
    note = _NOTHING_COUNTED if score["score"] is None else ""
    return QualityLine(indicator, score["score"], score["errors"], score["checked"], note)


def _timeliness(time: Body) -> QualityLine:
    note = _NO_CYCLE
    if time["score"] is not None:
        elapsed, cycle = time["elapsed_days"], time["cycle_days"]
        note = Text(
            f"주기 {cycle}일, 마지막 날에서 {elapsed}일 지남",
            f"cycle of {cycle} days, {elapsed} days since the last day covered",
        )
    return QualityLine("timeliness", time["score"], 0, 0, note)
