"""What staff choose about sending, as the API shows it: everything but the secrets."""

from typing import Any

import graphene

from ...messaging.actions.accounts import secret_names
from ...messaging.answer_models import Interest
from ...messaging.cap_rows import default_caps
from ...messaging.channel import Channel, channels
from ...messaging.policies.guard import Hold
from ...messaging.policies.sender_domain import Check, CheckStatus
from ...messaging.queries import all_interests, caps, hold, prices, storefronts
from ...messaging.sender_domains import DomainFinding
from ...messaging.settings_models import (
    ChannelAccount,
    FrequencyCap,
    SendingMode,
    SendingSettings,
)
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    Decimal,
    NonNullList,
    ResolveInfo,
)
from ...saleor_adapter.public_url import plugin_url
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import node_id
from ..insight.types import CrmRelationshipTypeEnum
from ..localized import CrmLocalizedName, shown_names
from ..reading import reading
from ..wording import worded

CrmSendingModeEnum = described_enum(
    "CrmSendingModeEnum", SendingMode, "Whether anything leaves."
)
CrmSendingHoldEnum = described_enum("CrmSendingHoldEnum", Hold, "Why nothing leaves.")


class CrmStorefront(BaseObjectType):
    """What messages need to know of a storefront."""

    channel_slug = graphene.String(
        required=True, description="The channel of the shop."
    )
    name = graphene.String(required=True, description="What the shop is called there.")
    url = graphene.String(required=True, description="Where the storefront is.")
    product_path = graphene.String(
        required=True, description="The path of a product, with `{slug}`."
    )
    order_path = graphene.String(
        required=True, description="The path of an order, with `{number}`."
    )
    cart_path = graphene.String(
        required=True, description="The path of a cart, with `{token}`."
    )
    review_url = graphene.String(
        required=True,
        description="Where people write reviews, with `{product}` or `{order}`.",
    )
    sender_name = graphene.String(required=True, description="Whom messages come from.")
    sender_address = graphene.String(required=True, description="The sender's address.")
    reply_to = graphene.String(required=True, description="Where answers go.")
    time_zone = graphene.String(
        required=True, description="The zone of people whose own is not known."
    )
    language = graphene.String(
        required=True, description="The language of people whose own is not known."
    )
    version = graphene.Int(
        required=True,
        description="Counts the changes; to be given with the next one.",
    )

    class Meta:
        description = (
            "What messages for a channel of the shop need to know; "
            "empty texts fall back to the settings of the shop."
        )
        doc_category = DOC_CATEGORY


class CrmFrequencyCap(BaseObjectType):
    """How many messages somebody may get."""

    channel = graphene.String(
        required=True, description="By which channel; empty for all together."
    )
    relationship_type = CrmRelationshipTypeEnum(
        description="For people of which relationship type; null for everybody."
    )
    most = graphene.Int(required=True, description="How many at most.")
    hours = graphene.Int(required=True, description="Within how many hours.")

    class Meta:
        description = "How many messages somebody may get in a time."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_relationship_type(root: FrequencyCap, _info: ResolveInfo) -> str | None:
        return root.relationship_type or None


class CrmInterest(BaseObjectType):
    """Something that people can say they like."""

    code = graphene.String(
        required=True, description="Who has it has the tag `interest-<code>`."
    )
    names = NonNullList(
        CrmLocalizedName, required=True, description="Its name by language."
    )

    class Meta:
        description = "Something that people can say they like."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_names(root: Interest, _info: ResolveInfo) -> Any:
        return shown_names(root.names)


class CrmMessagePrice(BaseObjectType):
    """What one message costs."""

    channel = graphene.String(
        required=True, description="The channel, such as `email`."
    )
    amount = Decimal(required=True, description="What the shop pays for one message.")
    currency = graphene.String(required=True, description="The currency's code.")

    class Meta:
        description = "What one message by a channel costs."
        doc_category = DOC_CATEGORY


class CrmSendingSettings(BaseObjectType):
    """The shop's choices."""

    mode = CrmSendingModeEnum(required=True, description="Whether anything leaves.")
    hold = CrmSendingHoldEnum(
        description="Why nothing leaves from here; null where it does."
    )
    test_address = graphene.String(
        required=True, description="Where everything goes in test mode."
    )
    sender_name = graphene.String(required=True, description="Whom messages come from.")
    sender_address = graphene.String(required=True, description="The sender's address.")
    reply_to = graphene.String(required=True, description="Where answers go.")
    postal_address = graphene.String(
        required=True, description="The postal address that stands below messages."
    )
    quiet_from = graphene.String(
        description="When quiet hours begin on the recipient's clock, as `HH:MM`."
    )
    quiet_until = graphene.String(description="When they end.")
    time_zone = graphene.String(required=True, description="The zone of the shop.")
    language = graphene.String(required=True, description="The language of the shop.")
    default_channels = NonNullList(
        graphene.String,
        required=True,
        description="By what people hear from the shop who have chosen nothing.",
    )
    storefronts = NonNullList(
        CrmStorefront, required=True, description="The choices per channel of the shop."
    )
    caps = NonNullList(
        CrmFrequencyCap,
        required=True,
        description=(
            "How many messages somebody may get; until staff have chosen, the defaults per "
            "relationship type. Of several that hold for a person the strictest counts."
        ),
    )
    has_chosen_caps = graphene.Boolean(
        required=True, description="Whether staff have chosen the caps."
    )
    default_caps = NonNullList(
        CrmFrequencyCap,
        required=True,
        description="The caps that hold until staff have chosen some.",
    )
    interests = NonNullList(
        CrmInterest, required=True, description="Which interests people can name."
    )
    prices = NonNullList(
        CrmMessagePrice,
        required=True,
        description="What messages cost; a channel that is not named costs nothing.",
    )
    version = graphene.Int(
        required=True,
        description="Counts the changes of senders, hours and zones; to be given with the next one.",
    )
    caps_version = graphene.Int(
        required=True,
        description="Counts the changes of the caps; to be given with the next one.",
    )
    interests_version = graphene.Int(
        required=True,
        description="Counts the changes of the interests; to be given with the next one.",
    )
    prices_version = graphene.Int(
        required=True,
        description="Counts the changes of the prices; to be given with the next one.",
    )

    class Meta:
        description = "What the shop has chosen about sending messages."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_hold(root: SendingSettings, _info: ResolveInfo) -> Any:
        return hold(root)

    @staticmethod
    def resolve_quiet_from(root: SendingSettings, _info: ResolveInfo) -> str | None:
        return f"{root.quiet_from:%H:%M}" if root.quiet_from else None

    @staticmethod
    def resolve_quiet_until(root: SendingSettings, _info: ResolveInfo) -> str | None:
        return f"{root.quiet_until:%H:%M}" if root.quiet_until else None

    @staticmethod
    def resolve_storefronts(_root: SendingSettings, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return storefronts(using=using)

    @staticmethod
    def resolve_caps(root: SendingSettings, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return caps(root, using=using)

    @staticmethod
    def resolve_default_caps(_root: SendingSettings, _info: ResolveInfo) -> Any:
        return default_caps()

    @staticmethod
    def resolve_interests(_root: SendingSettings, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return all_interests(using=using)

    @staticmethod
    def resolve_prices(_root: SendingSettings, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return prices(using=using)


CrmSenderCheckEnum = described_enum(
    "CrmSenderCheckEnum", Check, "What is looked for at a sender's domain."
)
CrmSenderCheckStatusEnum = described_enum(
    "CrmSenderCheckStatusEnum", CheckStatus, "How a check ended."
)


class CrmSenderCheck(BaseObjectType):
    """One check of one domain."""

    domain = graphene.String(required=True, description="The sender's domain.")
    check = CrmSenderCheckEnum(required=True, description="What was looked for.")
    status = CrmSenderCheckStatusEnum(required=True, description="How it ended.")
    remedy = graphene.String(
        required=True, description="What to do about it; empty where it is green."
    )

    class Meta:
        description = "What the DNS says of letters from a sender's domain."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_check(root: DomainFinding, _info: ResolveInfo) -> Any:
        return root.finding.check

    @staticmethod
    def resolve_status(root: DomainFinding, _info: ResolveInfo) -> Any:
        return root.finding.status

    @staticmethod
    def resolve_remedy(root: DomainFinding, info: ResolveInfo) -> str:
        return worded(root.finding.remedy, info) if root.finding.remedy else ""


class CrmSecretHint(BaseObjectType):
    """The end of a secret."""

    name = graphene.String(required=True, description="Which of the settings it is.")
    last_four = graphene.String(
        required=True,
        description="Its last four characters; empty for a short secret.",
    )

    class Meta:
        description = "A secret that was given: never shown, known by its end."
        doc_category = DOC_CATEGORY


class CrmChannelAccount(BaseObjectType):
    """One way out."""

    id = graphene.ID(required=True, description="The ID of the account.")
    channel = graphene.String(required=True, description="The channel's code.")
    medium = graphene.String(
        required=True, description="What consent and caps count it as, such as `email`."
    )
    name = graphene.String(required=True, description="What staff call it.")
    channel_slug = graphene.String(
        required=True, description="For which channel of the shop; empty for all."
    )
    is_active = graphene.Boolean(required=True, description="Whether it is used.")
    settings = JSON(required=True, description="Its settings without the secrets.")
    secrets = NonNullList(
        CrmSecretHint, required=True, description="The secrets that were given."
    )
    per_second = graphene.Float(
        required=True, description="How many messages it may send a second."
    )
    burst = graphene.Int(required=True, description="How many of them at once.")
    failures = graphene.Int(
        required=True, description="How often it failed, one after the other."
    )
    closed_until = DateTime(description="Until when it rests because of that.")
    webhook_url = graphene.String(
        required=True, description="Where its provider reports to."
    )

    class Meta:
        description = "A way out: a channel with its settings and its pace."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ChannelAccount, _info: ResolveInfo) -> str:
        return node_id("CrmChannelAccount", root.pk)

    @staticmethod
    def resolve_settings(root: ChannelAccount, _info: ResolveInfo) -> Any:
        return root.settings

    @staticmethod
    def resolve_secrets(root: ChannelAccount, _info: ResolveInfo) -> Any:
        return [
            CrmSecretHint(name=name, last_four=end)
            for name, end in sorted(root.secret_hints.items())
        ]

    @staticmethod
    def resolve_webhook_url(root: ChannelAccount, _info: ResolveInfo) -> str:
        return plugin_url(f"provider/{root.webhook_key}")


class CrmChannelType(BaseObjectType):
    """A channel that accounts can be made for."""

    code = graphene.String(required=True, description="Its code.")
    medium = graphene.String(required=True, description="What it carries.")
    label = graphene.String(required=True, description="What staff call it.")
    settings_schema = JSON(
        required=True, description="Its settings as a JSON schema, for a form."
    )
    secrets = NonNullList(
        graphene.String, required=True, description="Which of them are secrets."
    )

    class Meta:
        description = "A channel by which messages can leave."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_settings_schema(root: type[Channel], _info: ResolveInfo) -> Any:
        return root.Settings.model_json_schema()

    @staticmethod
    def resolve_secrets(root: type[Channel], _info: ResolveInfo) -> list[str]:
        return sorted(secret_names(root))


class CrmSendingBacklog(BaseObjectType):
    """How much there is to send."""

    queued = graphene.Int(required=True, description="Messages that wait.")
    due = graphene.Int(required=True, description="Those of them that are due.")
    sending = graphene.Int(required=True, description="Messages in a sender's hands.")
    unknown = graphene.Int(
        required=True, description="Messages that may or may not have left."
    )
    oldest_due_at = DateTime(description="Since when the oldest is due.")

    class Meta:
        description = "How much there is to send, and what nobody knows about."
        doc_category = DOC_CATEGORY


def channel_types() -> list[type[Channel]]:
    """Return the channels by code."""
    return list(channels)
