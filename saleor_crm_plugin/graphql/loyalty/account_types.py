"""One member's points in one program."""

from dataclasses import dataclass
from typing import Any

import graphene

from ...ledger.history import HistoryEntry, history_page
from ...ledger.kinds import TransactionKind
from ...ledger.queries import Balance, ExpiringPoints, next_expiries
from ...loyalty.models import Program
from ...loyalty.sources import order_of
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import is_allowed
from ..enums import described_enum
from ..ids import node_id
from ..pages import KeysetConnectionField, keyset_page, page_size, read_cursor
from ..tiers.types import CrmTierProgress
from .loaders import BalanceLoader, LadderByBookLoader, TierProgressLoader
from .program_types import CrmProgram
from .reasons import reason_of

CrmPointsTransactionEnum = described_enum(
    "CrmPointsTransactionEnum", TransactionKind, "Why points moved."
)
MOST_EXPIRIES = 100


@dataclass(frozen=True, slots=True)
class Member:
    """What the resolvers of an account work on; `profile_id` None is somebody not known yet."""

    program: Program
    profile_id: int | None


class CrmPointsExpiry(BaseObjectType):
    """Points that end at one moment."""

    expires_at = DateTime(required=True, description="When the points can no longer be used.")
    points = graphene.Int(required=True, description="How many points.")

    class Meta:
        description = "Points that end at one moment unless they are used."
        doc_category = DOC_CATEGORY


class CrmPointsTransaction(BaseObjectType):
    """One movement of a member's points."""

    id = graphene.ID(required=True, description="The ID of the movement.")
    kind = CrmPointsTransactionEnum(required=True, description="What kind of movement it is.")
    occurred_at = DateTime(required=True, description="When its cause happened.")
    points = graphene.Int(
        required=True, description="By how much all the member's points changed."
    )
    available = graphene.Int(
        required=True, description="By how much the points ready to use changed."
    )
    pending = graphene.Int(required=True, description="By how much the waiting points changed.")
    reason = graphene.String(required=True, description="Why, in plain words.")
    order_id = graphene.ID(description="The ID of the order (`Order`) behind it, if there is one.")
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
    def resolve_points(root: HistoryEntry, _info: ResolveInfo) -> int:
        return root.pending + root.available + root.reserved

    @staticmethod
    def resolve_reason(root: HistoryEntry, _info: ResolveInfo) -> str:
        return reason_of(root)

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


class CrmLoyalty(BaseObjectType):
    """A member's points in one program."""

    program = graphene.Field(CrmProgram, required=True, description="The program.")
    balance = graphene.Int(required=True, description="Points that are ready to use.")
    pending = graphene.Int(
        required=True, description="Points that wait until an order can no longer be returned."
    )
    reserved = graphene.Int(required=True, description="Points that are held for a purchase.")
    owed = graphene.Int(
        required=True, description="Points that were spent and have to be given back."
    )
    tier = graphene.Field(
        CrmTierProgress, description="The member's tier and progress; null without tiers."
    )
    next_expiries = NonNullList(
        CrmPointsExpiry,
        required=True,
        first=graphene.Int(default_value=5, description="How many dates, 100 at most."),
        description="The next dates on which points end, soonest first.",
    )
    history = KeysetConnectionField(
        CrmPointsTransactionConnection,
        required=True,
        description="Every movement of the member's points with its reason, newest first.",
    )

    class Meta:
        description = "A member's points in one program."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_balance(root: Member, info: ResolveInfo) -> Any:
        return _balance(root, info, "available")

    @staticmethod
    def resolve_pending(root: Member, info: ResolveInfo) -> Any:
        return _balance(root, info, "pending")

    @staticmethod
    def resolve_reserved(root: Member, info: ResolveInfo) -> Any:
        return _balance(root, info, "reserved")

    @staticmethod
    def resolve_owed(root: Member, info: ResolveInfo) -> Any:
        return _balance(root, info, "owed")

    @staticmethod
    def resolve_tier(root: Member, info: ResolveInfo) -> Any:
        if root.profile_id is None:
            return None
        book_id = root.program.book_id
        progress = TierProgressLoader(info.context).load((book_id, root.profile_id))
        ladder = LadderByBookLoader(info.context).load(book_id)
        return progress.then(
            lambda found: found
            and ladder.then(
                lambda row: CrmTierProgress.of(
                    found, {tier.code: tier.name for tier in row.tiers.all()}
                )
            )
        )

    @staticmethod
    def resolve_next_expiries(
        root: Member, _info: ResolveInfo, first: int = 5
    ) -> list[ExpiringPoints]:
        if root.profile_id is None:
            return []
        wanted = max(0, min(first, MOST_EXPIRIES))
        with allow_writer():
            return next_expiries(root.program.book_id, root.profile_id, first=wanted)

    @staticmethod
    def resolve_history(
        root: Member, info: ResolveInfo, first: int | None = None, after: str | None = None
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [int])
        rows: list[HistoryEntry] = []
        if root.profile_id is not None:
            with allow_writer():
                rows = history_page(
                    root.program.book_id,
                    root.profile_id,
                    before=cursor[0] if cursor else None,
                    first=size + 1,
                )
        return keyset_page(
            CrmPointsTransactionConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.id],
        )


def _balance(root: Member, info: ResolveInfo, name: str) -> Any:
    if root.profile_id is None:
        return getattr(Balance(), name)
    loaded = BalanceLoader(info.context).load((root.program.book_id, root.profile_id))
    return loaded.then(lambda balance: getattr(balance, name))
