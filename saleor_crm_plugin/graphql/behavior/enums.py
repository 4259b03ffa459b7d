"""Behavior's enums as GraphQL's."""

import enum

from ...behavior.kinds import BY_STOREFRONTS, EventKind, KeywordSource
from ..enums import described_enum

_Told = enum.StrEnum("_Told", [(kind.name, kind.value) for kind in BY_STOREFRONTS])  # type: ignore[misc]  # the members follow the other enum

CrmBehaviorKindEnum = described_enum(
    "CrmBehaviorKindEnum", EventKind, "What somebody did."
)
CrmTrackKindEnum = described_enum(
    "CrmTrackKindEnum", _Told, "What somebody did in a storefront."
)
CrmKeywordSourceEnum = described_enum(
    "CrmKeywordSourceEnum", KeywordSource, "Where somebody used a word."
)
