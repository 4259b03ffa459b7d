"""Our fields on types of Saleor's: a customer's points, and what an order has earned."""

from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...loyalty.models import Program
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseField,
    NonNullList,
    Order,
    OrderPermissions,
    ResolveInfo,
    User,
)
from .. import DOC_CATEGORY
from ..access import is_allowed, is_owner, require_owner_or_staff
from ..extension import add_field, node_of
from ..points import CrmPoints
from .account_types import CrmLoyalty, Member
from .loaders import PointsByOrderLoader, ProfileByUserLoader, ProgramsLoader


def add_fields() -> None:
    """Add the fields; called once, before the schema is built."""
    add_field(
        User,
        "loyalty",
        BaseField(
            CrmLoyalty,
            channel=graphene.String(
                required=True,
                description="The slug of the channel that the customer shops in.",
            ),
            description=(
                "The customer's points in the program of a channel; null where it has none. "
                "Requires being the customer, or the permission MANAGE_USERS."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_loyalty,
    )
    add_field(
        User,
        "loyalty_accounts",
        BaseField(
            NonNullList(CrmLoyalty),
            required=True,
            description=(
                "The customer's points in all programs. "
                "Requires being the customer, or the permission MANAGE_USERS."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_loyalty_accounts,
    )
    add_field(
        Order,
        "loyalty_points",
        BaseField(
            CrmPoints,
            description=(
                "Points that the order has earned by now, less what was taken back; null where "
                "it takes part in no program, and for anybody but its customer and staff with "
                "the permission MANAGE_ORDERS or MANAGE_USERS."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_loyalty_points,
    )


def _resolve_loyalty(root: Any, info: ResolveInfo, channel: str) -> Promise:
    require_owner_or_staff(info, root.pk)
    now = clock.now()

    def choose(loaded: list[Any]) -> Member | None:
        programs, profile_id = loaded
        found = next((row for row in programs if _runs_on(row, channel, now)), None)
        return found and Member(program=found, profile_id=profile_id)

    return _programs_and_profile(root, info).then(choose)


def _resolve_loyalty_accounts(root: Any, info: ResolveInfo) -> Promise:
    require_owner_or_staff(info, root.pk)

    def all_accounts(loaded: list[Any]) -> list[Member]:
        programs, profile_id = loaded
        return [Member(program=row, profile_id=profile_id) for row in programs]

    return _programs_and_profile(root, info).then(all_accounts)


def _resolve_loyalty_points(root: Any, info: ResolveInfo) -> Any:
    order = node_of(root)
    staff = (OrderPermissions.MANAGE_ORDERS, AccountPermissions.MANAGE_USERS)
    if not (is_owner(info, order.user_id) or is_allowed(info, *staff)):
        return None
    return PointsByOrderLoader(info.context).load(order.pk)


def _programs_and_profile(root: Any, info: ResolveInfo) -> Promise:
    return Promise.all(
        [
            ProgramsLoader(info.context).load("all"),
            ProfileByUserLoader(info.context).load(root.pk),
        ]
    )


def _runs_on(program: Program, channel: str, now: Any) -> bool:
    return (
        program.is_active
        and program.starts_at <= now
        and (program.ends_at is None or now < program.ends_at)
        and any(row.channel == channel for row in program.channels.all())
    )
