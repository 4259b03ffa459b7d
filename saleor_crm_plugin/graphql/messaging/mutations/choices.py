"""Change what the shop has chosen: senders, hours, caps, storefronts."""

import datetime
from typing import Any

import graphene

from ....core import clock
from ....messaging.actions.choices import (
    SendingChoices,
    StorefrontChoices,
    choose_sending,
    choose_storefront,
    prefer_channel,
    set_caps,
)
from ....messaging.errors import InvalidQuietHours
from ....messaging.policies.caps import Cap
from ....messaging.queries import sending_settings
from ....saleor_adapter.graphql import (
    AccountPermissions,
    BaseInputObjectType,
    NonNullList,
    PluginsPermissions,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import person_row_id
from ...insight.types import CrmRelationshipTypeEnum
from ..settings_types import CrmSendingSettings, CrmStorefront
from . import CrmMessagingError


class CrmSendingInput(BaseInputObjectType):
    """All choices of the shop."""

    sender_name = graphene.String(description="Whom messages come from.")
    sender_address = graphene.String(description="The sender's address.")
    reply_to = graphene.String(description="Where answers go.")
    postal_address = graphene.String(description="What stands below messages.")
    quiet_from = graphene.String(
        description="When quiet hours begin on the recipient's clock, as `HH:MM`."
    )
    quiet_until = graphene.String(description="When they end, as `HH:MM`.")
    time_zone = graphene.String(description="The zone of the shop. Default: UTC.")
    language = graphene.String(description="The language of the shop. Default: en.")
    default_channels = NonNullList(
        graphene.String,
        description="By what people hear from the shop. Default: e-mail.",
    )

    class Meta:
        description = "All choices about sending; what is left out takes its default."
        doc_category = DOC_CATEGORY


class CrmSendingUpdate(CrmMutation):
    """Change the shop's choices."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Arguments:
        input = CrmSendingInput(required=True, description="All choices.")
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = "Change what the shop has chosen about sending."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, input: dict[str, Any], version: int | None = None
    ) -> Any:
        values = {name: value for name, value in input.items() if value is not None}
        for name in ("quiet_from", "quiet_until"):
            if name in values:
                values[name] = _time(values[name])
        if "default_channels" in values:
            values["default_channels"] = tuple(values["default_channels"])
        changed = choose_sending(
            SendingChoices(**values),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(settings=changed)


class CrmStorefrontInput(BaseInputObjectType):
    """All choices for one channel of the shop."""

    channel_slug = graphene.String(
        required=True, description="The channel of the shop."
    )
    name = graphene.String(description="What the shop is called there.")
    url = graphene.String(description="Where the storefront is.")
    product_path = graphene.String(description="The path of a product, with `{slug}`.")
    order_path = graphene.String(description="The path of an order, with `{number}`.")
    cart_path = graphene.String(description="The path of a cart, with `{token}`.")
    review_url = graphene.String(
        description="Where people write reviews, by https, with `{product}` or `{order}`."
    )
    sender_name = graphene.String(description="Whom messages come from.")
    sender_address = graphene.String(description="The sender's address.")
    reply_to = graphene.String(description="Where answers go.")
    time_zone = graphene.String(description="The zone of people without their own.")
    language = graphene.String(description="The language of people without their own.")

    class Meta:
        description = "All choices for one channel of the shop."
        doc_category = DOC_CATEGORY


class CrmStorefrontUpdate(CrmMutation):
    """Change the choices for a channel of the shop."""

    storefront = graphene.Field(CrmStorefront, description="The choices after it.")

    class Arguments:
        input = CrmStorefrontInput(required=True, description="All choices.")
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = "Change what messages for a channel of the shop need to know."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, input: dict[str, Any], version: int | None = None
    ) -> Any:
        values = {name: value for name, value in input.items() if value is not None}
        changed = choose_storefront(
            StorefrontChoices(**values),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(storefront=changed)


class CrmFrequencyCapInput(BaseInputObjectType):
    """One cap."""

    channel = graphene.String(
        description="By which channel, such as `email`; left out for all together."
    )
    relationship_type = CrmRelationshipTypeEnum(
        description="For people of which relationship type; left out for everybody."
    )
    most = graphene.Int(required=True, description="How many at most.")
    hours = graphene.Int(required=True, description="Within how many hours.")

    class Meta:
        description = "How many messages somebody may get in a time."
        doc_category = DOC_CATEGORY


class CrmFrequencyCapsSet(CrmMutation):
    """Replace all caps."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Arguments:
        caps = NonNullList(CrmFrequencyCapInput, required=True, description="All caps.")
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = (
            "Say anew how many messages somebody may get in a time: everybody, and people of each "
            "relationship type besides. The defaults end with it."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        caps: list[dict[str, Any]],
        version: int | None = None,
    ) -> Any:
        asked = [
            Cap(
                channel=cap.get("channel") or "",
                most=cap["most"],
                period=datetime.timedelta(hours=cap["hours"]),
                relation=cap.get("relationship_type") or "",
            )
            for cap in caps
        ]
        set_caps(asked, version=version, author=author_of(info), now=clock.now())
        return cls(settings=sending_settings())


class CrmProfileChannelPrefer(CrmMutation):
    """Say by what somebody wants to hear from the shop."""

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        channel = graphene.String(
            required=True,
            description="By what, such as `email`; empty to forget the preference.",
        )

    class Meta:
        description = "Remember by which channel a person wants to hear from the shop."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, _info: ResolveInfo, *, profile: str, channel: str) -> Any:
        profile_id = person_row_id(profile, field="profile")
        prefer_channel(profile_id, channel, now=clock.now())
        return cls()


def _time(text: str) -> datetime.time:
    try:
        return datetime.time.fromisoformat(text)
    except ValueError as error:
        raise InvalidQuietHours from error
