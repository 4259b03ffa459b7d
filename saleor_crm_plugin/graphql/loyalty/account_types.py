"""One member's points in one program."""

from dataclasses import dataclass
from typing import Any

import graphene
from promise import Promise

from ...ledger.queries import Balance
from ...loyalty.models import Program
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...tiers.models import ExclusionKind
from .. import DOC_CATEGORY
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..points import CrmPoints
from ..tiers.exclusion_types import CrmExclusion
from ..tiers.history_types import CrmTierDecisionConnection
from ..tiers.types import CrmTierProgress
from .history_types import CrmPointsPostingConnection, CrmPointsTransactionConnection
from .loaders import (
    AcceptancesLoader,
    AcceptedTermsLoader,
    AskedFieldsLoader,
    BalanceLoader,
    ExclusionsLoader,
    ExplanationLoader,
    HistoryLoader,
    LadderByBookLoader,
    NextExpiriesLoader,
    PastExclusionsLoader,
    TierDecisionsLoader,
    TierProgressLoader,
)
from .program_types import CrmProgram
from .terms_types import CrmTermsAcceptance

MOST_EXPIRIES = 100


@dataclass(frozen=True, slots=True)
class Member:
    """What the resolvers of an account work on; `profile_id` None is somebody not known yet."""

    program: Program
    profile_id: int | None


class CrmPointsExpiry(BaseObjectType):
    """Points that end at one moment."""

    expires_at = DateTime(
        required=True, description="When the points can no longer be used."
    )
    points = CrmPoints(required=True, description="How many points.")

    class Meta:
        description = "Points that end at one moment unless they are used."
        doc_category = DOC_CATEGORY


class CrmAskedField(BaseObjectType):
    """Something that is not known of a member yet."""

    name = graphene.String(
        required=True,
        description="What it is: `birthday`, `language`, or `attribute:` and a name.",
    )
    points = CrmPoints(
        required=True,
        description="What telling it earns; 0 for nothing, or for nothing again.",
    )

    class Meta:
        description = "Something that is not known of a member yet, and what it earns."
        doc_category = DOC_CATEGORY


class CrmLoyalty(BaseObjectType):
    """A member's points in one program."""

    program = graphene.Field(CrmProgram, required=True, description="The program.")
    balance = CrmPoints(required=True, description="Points that are ready to use.")
    pending = CrmPoints(
        required=True,
        description="Points that wait until an order can no longer be returned.",
    )
    reserved = CrmPoints(
        required=True, description="Points that are held for a purchase."
    )
    owed = CrmPoints(
        required=True, description="Points that were spent and have to be given back."
    )
    tier = graphene.Field(
        CrmTierProgress,
        description="The member's tier and progress; null without tiers.",
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
    left_at = DateTime(
        description="When the member left; null for those who take part."
    )
    points_end_at = DateTime(
        description="When the points of a member who left end; null for never."
    )
    accepted_terms = graphene.String(
        description="The version of the terms that the member accepted last, if any."
    )
    asked_fields = NonNullList(
        CrmAskedField,
        required=True,
        description=(
            "What the member could still tell about themselves, in the order in which to ask, "
            "with the points that it earns."
        ),
    )
    terms_acceptances = NonNullList(
        CrmTermsAcceptance,
        required=True,
        description=(
            "Every acceptance of terms, newest first, 100 at most; also by profiles that were "
            "merged into the member's, which `acceptedTerms` does not count."
        ),
    )
    tier_decisions = KeysetConnectionField(
        CrmTierDecisionConnection,
        required=True,
        description="What was decided about the member's tier, newest first.",
    )
    is_excluded = PermissionsField(
        graphene.Boolean,
        description="Whether staff excluded the member from earning in this program.",
        permissions=[AccountPermissions.MANAGE_USERS],
    )
    exclusions = PermissionsField(
        NonNullList(CrmExclusion),
        description=(
            "When the member was excluded or left, by whom and why, newest first."
        ),
        permissions=[AccountPermissions.MANAGE_USERS],
    )
    explanation = KeysetConnectionField(
        CrmPointsPostingConnection,
        description=(
            "Every posting behind the balances with the terms of its lot, oldest first; of "
            "somebody merged, profile by profile."
        ),
        permissions=[AccountPermissions.MANAGE_USERS],
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
            lambda found: (
                found
                and ladder.then(
                    lambda row: CrmTierProgress.of(
                        found, {tier.code: tier.name for tier in row.tiers.all()}
                    )
                )
            )
        )

    @staticmethod
    def resolve_next_expiries(root: Member, info: ResolveInfo, first: int = 5) -> Any:
        if root.profile_id is None:
            return []
        wanted = max(0, min(first, MOST_EXPIRIES))
        key = (root.program.book_id, wanted, root.profile_id)
        return NextExpiriesLoader(info.context).load(key)

    @staticmethod
    def resolve_history(
        root: Member,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        before = read_cursor(after, [number])
        return _page(
            CrmPointsTransactionConnection,
            _load(HistoryLoader, root, info, before[0] if before else None, first),
            first=page_size(info, first),
            after=after,
            cursor_of=lambda row: [row.id],
        )

    @staticmethod
    def resolve_left_at(root: Member, info: ResolveInfo) -> Any:
        return _departure(root, info).then(lambda row: row and row.excluded_at)

    @staticmethod
    def resolve_points_end_at(root: Member, info: ResolveInfo) -> Any:
        return _departure(root, info).then(lambda row: row and row.points_end_at)

    @staticmethod
    def resolve_accepted_terms(root: Member, info: ResolveInfo) -> Any:
        if root.profile_id is None:
            return None
        key = (root.program.pk, root.profile_id)
        return AcceptedTermsLoader(info.context).load(key)

    @staticmethod
    def resolve_asked_fields(root: Member, info: ResolveInfo) -> Any:
        # Of somebody who is not known yet nothing is.
        key = (root.program.pk, root.profile_id or 0)
        return AskedFieldsLoader(info.context).load(key)

    @staticmethod
    def resolve_terms_acceptances(root: Member, info: ResolveInfo) -> Any:
        if root.profile_id is None:
            return []
        key = (root.program.pk, root.profile_id)
        return AcceptancesLoader(info.context).load(key)

    @staticmethod
    def resolve_tier_decisions(
        root: Member,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        before = read_cursor(after, [number])
        return _page(
            CrmTierDecisionConnection,
            _load(
                TierDecisionsLoader, root, info, before[0] if before else None, first
            ),
            first=page_size(info, first),
            after=after,
            cursor_of=lambda row: [row.pk],
        )

    @staticmethod
    def resolve_is_excluded(root: Member, info: ResolveInfo) -> Any:
        return _exclusions(root, info).then(
            lambda rows: any(
                row.kind == ExclusionKind.BY_STAFF and row.ended_at is None
                for row in rows
            )
        )

    @staticmethod
    def resolve_exclusions(root: Member, info: ResolveInfo) -> Any:
        if root.profile_id is None:
            return []
        key = (root.program.book_id, root.profile_id)
        return PastExclusionsLoader(info.context).load(key)

    @staticmethod
    def resolve_explanation(
        root: Member,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        seen = read_cursor(after, [number, number]) or (0, 0)
        return _page(
            CrmPointsPostingConnection,
            _load(ExplanationLoader, root, info, seen, first),
            first=page_size(info, first),
            after=after,
            cursor_of=lambda row: [row.profile_id, row.ordinal],
        )


def _balance(root: Member, info: ResolveInfo, name: str) -> Any:
    if root.profile_id is None:
        return getattr(Balance(), name)
    loaded = BalanceLoader(info.context).load((root.program.book_id, root.profile_id))
    return loaded.then(lambda balance: getattr(balance, name))


def _exclusions(root: Member, info: ResolveInfo) -> Promise:
    if root.profile_id is None:
        return Promise.resolve([])
    key = (root.program.book_id, root.profile_id)
    return ExclusionsLoader(info.context).load(key)


def _departure(root: Member, info: ResolveInfo) -> Promise:
    """Load the exclusion by which the member is away; None for those who take part."""
    return _exclusions(root, info).then(
        lambda rows: next(
            (
                row
                for row in rows
                if row.kind == ExclusionKind.LEFT and row.ended_at is None
            ),
            None,
        )
    )


def _load(
    loader: Any, root: Member, info: ResolveInfo, place: Any, first: int | None
) -> Promise:
    """Load one row more than asked for: it tells of a next page."""
    if root.profile_id is None:
        return Promise.resolve([])
    wanted = page_size(info, first) + 1
    key = (root.program.book_id, place, wanted, root.profile_id)
    return loader(info.context).load(key)


def _page(connection: Any, rows: Promise, **place: Any) -> Promise:
    return rows.then(lambda found: keyset_page(connection, found, **place))
