"""What a campaign's definition can name, so that staff choose instead of typing numbers."""

from typing import Any

import graphene

from ...campaigns.policies.named_days import NAMED_DAYS
from ...consent.purposes import PURPOSES, Purpose
from ...core import clock
from ...messaging.channel import Channel, channels
from ...messaging.queries import sending_settings
from ...saleor_adapter.channels import ChannelSummary, sales_channels
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...saleor_adapter.vouchers import VoucherSummary, single_use_vouchers
from .. import DOC_CATEGORY
from ..reading import reading

MOST_VOUCHERS = 100


class CrmCampaignVoucher(BaseObjectType):
    """A voucher that a campaign can give codes of."""

    number = graphene.Int(
        required=True, description="The number by which definitions name it."
    )
    name = graphene.String(required=True, description="What staff call it.")
    ends_at = DateTime(description="When it ends; null for never.")

    class Meta:
        description = "A single-use voucher that a campaign can give codes of."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_number(root: VoucherSummary, _info: ResolveInfo) -> int:
        return root.id


class CrmCampaignChoice(BaseObjectType):
    """Something that a definition can name."""

    code = graphene.String(
        required=True, description="The code by which definitions name it."
    )
    name = graphene.String(required=True, description="What it is called.")

    class Meta:
        description = "Something that a campaign's definition can name."
        doc_category = DOC_CATEGORY


class CrmCampaignChoices(BaseObjectType):
    """Everything that a definition can name but segments and templates."""

    purposes = NonNullList(
        CrmCampaignChoice, required=True, description="What a message can be for."
    )
    channels = NonNullList(
        CrmCampaignChoice, required=True, description="By which ways it can be sent."
    )
    shop_channels = NonNullList(
        CrmCampaignChoice,
        required=True,
        description="The shop's channels that sell now, by slug.",
    )
    vouchers = NonNullList(
        CrmCampaignVoucher,
        required=True,
        description="Single-use vouchers that have not ended, the newest first; "
        f"{MOST_VOUCHERS} at most.",
    )
    named_days = NonNullList(
        graphene.String, required=True, description="Days with a name, as codes."
    )
    time_zone = graphene.String(
        required=True, description="The shop's time zone, where none is named."
    )

    class Meta:
        description = (
            "What a campaign's definition can name, but segments and templates."
        )
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_purposes(_root: Any, _info: ResolveInfo) -> list[Purpose]:
        return list(PURPOSES.values())

    @staticmethod
    def resolve_channels(_root: Any, _info: ResolveInfo) -> list[dict[str, str]]:
        return [_way(one) for one in channels]

    @staticmethod
    def resolve_shop_channels(_root: Any, info: ResolveInfo) -> list[dict[str, str]]:
        with reading(info) as using:
            return [_shop_channel(one) for one in sales_channels(using=using)]

    @staticmethod
    def resolve_vouchers(_root: Any, info: ResolveInfo) -> list[VoucherSummary]:
        with reading(info) as using:
            return single_use_vouchers(most=MOST_VOUCHERS, now=clock.now(), using=using)

    @staticmethod
    def resolve_named_days(_root: Any, _info: ResolveInfo) -> list[str]:
        return list(NAMED_DAYS)

    @staticmethod
    def resolve_time_zone(_root: Any, info: ResolveInfo) -> str:
        with reading(info) as using:
            return sending_settings(using=using).time_zone


class CampaignChoiceQueries(graphene.ObjectType):
    """What can be chosen, for those who manage discounts."""

    crm_campaign_choices = PermissionsField(
        CrmCampaignChoices,
        required=True,
        description="What a campaign's definition can name, but segments and templates.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_campaign_choices(_root: Any, _info: ResolveInfo) -> object:
        return object()


def _way(channel: type[Channel]) -> dict[str, str]:
    return {"code": channel.code, "name": channel.label}


def _shop_channel(channel: ChannelSummary) -> dict[str, str]:
    return {"code": channel.slug, "name": channel.name}
