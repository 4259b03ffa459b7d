"""A storefront tells what somebody does, whoever it is."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from ....behavior.actions.track import track
from ....behavior.kinds import EventKind
from ....behavior.told import ToldBatch, ToldEvent, check_visitor
from ....core import clock
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    DateTime,
    NonNullList,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...identity.own_profile import own_profile
from ...ids import node_row_id
from ..enums import CrmTrackKindEnum
from ..limits import require_seldom
from . import CrmBehaviorError

_TEXTS = ("channel", "name", "text", "language")


class CrmTrackEventInput(BaseInputObjectType):
    """One thing that somebody did."""

    id = graphene.String(
        required=True,
        description=(
            "The storefront's own ID of the event, at random; sent again it changes nothing. "
            "At most 64 letters, digits and `.:_-`."
        ),
    )
    kind = CrmTrackKindEnum(required=True, description="What somebody did.")
    occurred_at = DateTime(
        description=(
            "When, by the client's clock; default: now. Events of more than 7 days ago count as "
            "of 7 days ago, and later ones than now as of now."
        )
    )
    product = graphene.ID(
        description="The product; this or `variant` for product, cart and wishlist."
    )
    variant = graphene.ID(
        description=(
            "The variant. With `channel` follow-ups hear of it: of a product that is looked at, "
            "and of a wish, by which the customer asks to be told when it can be bought again."
        )
    )
    category = graphene.ID(description="The category; needed for category.")
    channel = graphene.String(description="The slug of the channel that it is seen in.")
    name = graphene.String(
        description=(
            "A code of what happened, needed for custom: at most 64 small letters, digits and `._-`."
        )
    )
    text = graphene.String(
        description=(
            "What was looked for (search) or read (content); else a word about it. At most 200 "
            "characters. Personal: erased with the person."
        )
    )
    language = graphene.String(description="The language of the text, such as `it`.")
    quantity = graphene.Int(
        description="How many pieces; negative when they were taken out of a cart."
    )

    class Meta:
        description = "One thing that somebody did."
        doc_category = DOC_CATEGORY


class CrmTrack(CrmMutation):
    """Tell what somebody does in a storefront."""

    noted = graphene.Int(
        description="How many events were kept, or told on where nothing may be kept."
    )
    is_agreed = graphene.Boolean(
        description="Whether events may be kept; if not, there is no need to send views."
    )

    class Arguments:
        visitor = graphene.String(
            required=True,
            description=(
                "The storefront's name of this browser or device, at random: 16 to 64 letters, "
                "digits, hyphens and underlines. Kept as a keyed hash."
            ),
        )
        events = NonNullList(
            CrmTrackEventInput,
            required=True,
            description="What happened, 1 to 50 events.",
        )
        sent_at = DateTime(
            description="The client's clock at sending, by which a wrong clock is put right."
        )

    class Meta:
        description = (
            "Tell what the customer who is signed in, or a visitor, does. Kept only of customers "
            "who agreed to profiling (`crmPreferencesUpdate`), and of devices on which that was "
            "agreed to (`crmVisitorConsentSet`) while nobody is signed in. Who signs in gets what "
            "was done on the device since the last sign-out. Send what is waiting before anybody "
            "signs in or out. Goods that the shop does not have are left out. At most 60 calls a "
            "minute of a visitor and 600 of an address, else `TOO_OFTEN`."
        )
        doc_category = DOC_CATEGORY
        error_type_class = CrmBehaviorError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        visitor: str,
        events: Sequence[Mapping[str, Any]],
        sent_at: datetime.datetime | None = None,
    ) -> Any:
        check_visitor(visitor)
        require_seldom(info.context, "crmTrack", visitor)
        user = info.context.user
        batch = ToldBatch(
            visitor=visitor,
            events=[_told(event) for event in events],
            profile_id=own_profile(user) if user else None,
            sent_at=sent_at,
        )
        tracked = track(batch, now=clock.now())
        return cls(noted=tracked.noted, is_agreed=tracked.is_agreed)


def _told(given: Mapping[str, Any]) -> ToldEvent:
    return ToldEvent(
        key=given["id"],
        kind=EventKind(given["kind"]),
        told_at=given.get("occurred_at"),
        product_id=_row_id(given, "product", "Product"),
        variant_id=_row_id(given, "variant", "ProductVariant"),
        category_id=_row_id(given, "category", "Category"),
        quantity=given.get("quantity"),
        **{name: given.get(name) or "" for name in _TEXTS},
    )


def _row_id(given: Mapping[str, Any], name: str, type_name: str) -> int | None:
    asked = given.get(name)
    return None if asked is None else node_row_id(asked, type_name, field=name)
