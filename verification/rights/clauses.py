"""Where a licence says what stands against an offer: the clause, as one cites it."""

from collections.abc import Mapping
from types import MappingProxyType

from verification.findings import Text
from verification.rights.families import Reason
from verification.rights.licences import Licence

_KOGL: Mapping[Reason, Text] = {
    Reason.ATTRIBUTION: Text("'출처표시' 조건", "the condition 'attribution'"),
    Reason.NON_COMMERCIAL: Text("'상업적 이용금지' 조건", "the condition 'non-commercial'"),
    Reason.NO_DERIVATIVES: Text("'변경금지' 조건", "the condition 'no derivatives'"),
}
_CREATIVE_COMMONS: Mapping[Reason, Text] = {
    Reason.ATTRIBUTION: Text("제3조(a) 저작자표시", "section 3(a), attribution"),
    Reason.NON_COMMERCIAL: Text("제2조(a)(1) 비영리", "section 2(a)(1), non-commercial"),
    Reason.NO_DERIVATIVES: Text("제2조(a)(1)(B) 변경금지", "section 2(a)(1)(B), no derivatives"),
    Reason.SHARE_ALIKE: Text("제3조(b) 동일조건변경허락", "section 3(b), share-alike"),
}
_OPEN_DATA_COMMONS: Mapping[Reason, Text] = {
    Reason.ATTRIBUTION: Text("제4조 고지", "section 4, notices"),
    Reason.SHARE_ALIKE: Text("제4.4조 동일조건", "section 4.4, share-alike"),
}
_MIT: Mapping[Reason, Text] = {
    Reason.ATTRIBUTION: Text("저작권·허가 고지 조건", "the notice of copyright and permission"),
}
_CLAUSES: Mapping[str, Mapping[Reason, Text]] = MappingProxyType(
    {"KOGL": _KOGL, "CC": _CREATIVE_COMMONS, "ODC": _OPEN_DATA_COMMONS, "ODbL": _OPEN_DATA_COMMONS}
    | {"MIT": _MIT}
)
"""The words before the first dash of a licence's id → reason → clause."""


def find_clause(licence: Licence, reason: Reason) -> Text | None:
    """Return the clause of a source's licence that a refusal rests on; None where there is none.

    What the marketplace refuses by its own policy, and what is disputed, rests on no clause.
    """
    return _CLAUSES.get(licence.id.partition("-")[0], {}).get(reason)
