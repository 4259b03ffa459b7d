"""How points moved: the member's history, and every posting for staff."""

import graphene

from ...ledger.history import Explanation, HistoryEntry
from ...ledger.kinds import AccountKind, TransactionKind
from ...loyalty.sources import order_of
from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import is_allowed, profile_for_staff
from ..authors import Authored
from ..enums import described_enum
from ..ids import node_id
from ..points import CrmPoints
from ..wording import worded
from .reasons import SENTENCES, PointsReason, reason_of

CrmPointsTransactionEnum = described_enum(
    "CrmPointsTransactionEnum", TransactionKind, "Why points moved."
)
CrmPointsReasonEnum = described_enum(
    "CrmPointsReasonEnum",
    PointsReason,
    "Why points moved, as it is told to the member.",
)
CrmPointsAccountEnum = described_enum(
    "CrmPointsAccountEnum", AccountKind, "Where points come from and go to."
)


class CrmPointsTransaction(Authored, BaseObjectType):
    """One movement of a member's points."""

    id = graphene.ID(required=True, description="The ID of the movement.")
    profile_id = graphene.ID(
        description=(
            "The ID of the profile that it was about (`CrmProfile`), which may be merged into the "
            "member's; for staff who manage customers only."
        )
    )
    kind = CrmPointsTransactionEnum(
        required=True, description="What kind of movement it is."
    )
    occurred_at = DateTime(required=True, description="When its cause happened.")
    points = CrmPoints(
        required=True, description="By how much all the member's points changed."
    )
    available = CrmPoints(
        required=True, description="By how much the points ready to use changed."
    )
    pending = CrmPoints(
        required=True, description="By how much the waiting points changed."
    )
    reason_code = CrmPointsReasonEnum(
        required=True, description="Why, for whoever words it themselves."
    )
    note = graphene.String(
        required=True,
        description="What staff wrote about it, as they wrote it, or an empty text.",
    )
    reason = graphene.String(
        required=True,
        description=(
            "Why, in plain words of the language that the request asks for "
            "(`Accept-Language`), with the note behind them."
        ),
    )
    order_id = graphene.ID(
        description="The ID of the order (`Order`) behind it, if there is one."
    )
    author = graphene.String(
        description="Who of the staff did it; for staff who manage customers only."
    )

    class Meta:
        description = "One movement of a member's points."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: HistoryEntry, _info: ResolveInfo) -> str:
        return node_id("CrmPointsTransaction", root.id)

    @staticmethod
    def resolve_profile_id(root: HistoryEntry, info: ResolveInfo) -> str | None:
        return profile_for_staff(root, info)

    @staticmethod
    def resolve_points(root: HistoryEntry, _info: ResolveInfo) -> int:
        return root.pending + root.available + root.reserved

    @staticmethod
    def resolve_reason_code(root: HistoryEntry, _info: ResolveInfo) -> PointsReason:
        return reason_of(root)

    @staticmethod
    def resolve_note(root: HistoryEntry, _info: ResolveInfo) -> str:
        return root.reason

    @staticmethod
    def resolve_reason(root: HistoryEntry, info: ResolveInfo) -> str:
        sentence = worded(SENTENCES[reason_of(root)], info)
        return f"{sentence} {root.reason}".strip()

    @staticmethod
    def resolve_order_id(root: HistoryEntry, _info: ResolveInfo) -> str | None:
        order_id = order_of(root.source)
        return node_id("Order", order_id) if order_id else None

    @staticmethod
    def resolve_author(root: HistoryEntry, info: ResolveInfo) -> str | None:
        if not is_allowed(info, AccountPermissions.MANAGE_USERS):
            return None
        return root.author or None


class CrmPointsTransactionConnection(NonNullConnection):
    """A page of a member's history."""

    class Meta:
        node = CrmPointsTransaction
        description = "A page of a member's points history, newest first."
        doc_category = DOC_CATEGORY


class CrmPointsPosting(BaseObjectType):
    """One step of some points of one lot, from one account to another."""

    profile_id = graphene.ID(
        description=(
            "The ID of the profile that it was about (`CrmProfile`), which may be merged into the "
            "member's; for staff who manage customers only."
        )
    )
    ordinal = graphene.Int(
        required=True, description="Its number among the profile's postings, from 1 on."
    )
    kind = CrmPointsTransactionEnum(
        required=True, description="What kind of movement it belongs to."
    )
    transaction_id = graphene.ID(
        required=True, description="The ID of the movement it belongs to."
    )
    occurred_at = DateTime(required=True, description="When its cause happened.")
    source = CrmPointsAccountEnum(
        required=True, description="Where the points were before."
    )
    destination = CrmPointsAccountEnum(
        required=True, description="Where the points are after it."
    )
    points = CrmPoints(required=True, description="How many points, above zero.")
    lot_id = graphene.ID(
        required=True, description="The lot that the points were granted in."
    )
    order_id = graphene.ID(
        description="The ID of the order (`Order`) that earned the lot, if one did."
    )
    rule = JSON(required=True, description="The terms under which the lot was granted.")
    expires_at = DateTime(description="When the lot ends; null for never.")
    key = graphene.String(
        required=True, description="The unique key of the movement's cause."
    )
    reason = graphene.String(
        required=True, description="What staff wrote about it, or an empty text."
    )
    author = graphene.String(description="Who of the staff did it, if somebody did.")

    class Meta:
        description = "One step of some points of one lot, from one account to another."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_profile_id(root: Explanation, info: ResolveInfo) -> str | None:
        return profile_for_staff(root, info)

    @staticmethod
    def resolve_transaction_id(root: Explanation, _info: ResolveInfo) -> str:
        return node_id("CrmPointsTransaction", root.transaction_id)

    @staticmethod
    def resolve_order_id(root: Explanation, _info: ResolveInfo) -> str | None:
        order_id = order_of(root.lot_source)
        return node_id("Order", order_id) if order_id else None

    @staticmethod
    def resolve_author(root: Explanation, _info: ResolveInfo) -> str | None:
        return root.author or None


class CrmPointsPostingConnection(NonNullConnection):
    """A page of a member's postings."""

    class Meta:
        node = CrmPointsPosting
        description = "A page of a member's postings, oldest first."
        doc_category = DOC_CATEGORY
