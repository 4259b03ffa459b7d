"""Consents, the acts behind them, the words that were shown, and suppressed addresses."""

from typing import Any

import graphene

from ...consent.models import ChannelPolicy, ConsentEvent, ConsentWording, Suppression
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..authors import Authored
from ..ids import node_id
from ..localized import CrmLocalizedName
from ..pages import keyset_page, number, page_size, read_cursor
from .enums import (
    CrmConsentPurposeEnum,
    CrmConsentStatusEnum,
    CrmSuppressionReasonEnum,
)
from .loaders import ConsentEventsLoader, PreferencesLoader

_CHANNEL = "The channel, such as `email`; `any` for all of them."
_LIST = "The kind of message within the purpose; an empty text stands for the whole purpose."


class CrmConsent(BaseObjectType):
    """Where one consent of a person stands."""

    channel = graphene.String(required=True, description=_CHANNEL)
    purpose = CrmConsentPurposeEnum(required=True, description="What it is for.")
    list_code = graphene.String(required=True, description=_LIST)
    status = CrmConsentStatusEnum(required=True, description="What the person said.")
    changed_at = DateTime(required=True, description="When the person said so.")
    source = graphene.String(required=True, description="Where the person said so.")

    class Meta:
        description = "Where one consent of a person stands."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_changed_at(root: Any, _info: ResolveInfo) -> Any:
        return root.occurred_at


class CrmPreferences(BaseObjectType):
    """What a customer allows; the root is the id of the profile, or None for a new customer."""

    consents = NonNullList(
        CrmConsent,
        required=True,
        description="Everything that the customer has granted, asked for or withdrawn.",
    )

    class Meta:
        description = "What a customer allows."
        doc_category = DOC_CATEGORY

    def __init__(self, profile_id: int | None) -> None:
        super().__init__()
        self.profile_id = profile_id

    @staticmethod
    def resolve_consents(root: "CrmPreferences", info: ResolveInfo) -> Any:
        if root.profile_id is None:
            return []
        return PreferencesLoader(info.context).load(root.profile_id)


class CrmMessageListSettings(BaseObjectType):
    """A list of messages, as staff see it: all its names."""

    code = graphene.String(required=True, description="Its code.")
    names = NonNullList(
        CrmLocalizedName,
        required=True,
        description="The merchant's own names; none where the package's count.",
    )
    package_names = NonNullList(
        CrmLocalizedName,
        required=True,
        description="How the package calls it; none for a list of the merchant's own.",
    )
    is_in_use = graphene.Boolean(
        required=True,
        description="Whether it is shown to people: a template in use belongs to it.",
    )
    version = graphene.Int(
        required=True,
        description="Counts the changes of its names; to be given with the next one.",
    )

    class Meta:
        description = "A list of messages with all its names, for staff."
        doc_category = DOC_CATEGORY


class CrmMessageList(BaseObjectType):
    """A list of messages that can be left without leaving the rest."""

    code = graphene.String(
        required=True, description="Its code, as `listCode` of a preference."
    )
    name = graphene.String(
        required=True, description="How it is called in the language asked for."
    )

    class Meta:
        description = "A list of messages that can be left without leaving the rest."
        doc_category = DOC_CATEGORY


class CrmConsentWording(Authored, BaseObjectType):
    """The words by which people are asked, in one version and language."""

    id = graphene.ID(required=True, description="The ID of the wording.")
    code = graphene.String(required=True, description="The code of the wording.")
    purpose = CrmConsentPurposeEnum(required=True, description="What it asks for.")
    language = graphene.String(required=True, description="Its language.")
    version = graphene.Int(required=True, description="Its version, counted from 1.")
    text = graphene.String(required=True, description="The words.")
    created_at = DateTime(required=True, description="When this version was added.")

    class Meta:
        description = "The words by which people are asked, in one version."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ConsentWording, _info: ResolveInfo) -> str:
        return node_id("CrmConsentWording", root.pk)


class CrmConsentWordingConnection(NonNullConnection):
    """A page of versions."""

    class Meta:
        node = CrmConsentWording
        description = "A page of versions of wordings, newest first."
        doc_category = DOC_CATEGORY


class CrmConsentEvent(Authored, BaseObjectType):
    """One act of consent."""

    id = graphene.ID(required=True, description="The ID of the act.")
    profile_id = graphene.ID(
        required=True,
        description=(
            "The ID of the profile whose act it was (`CrmProfile`): the person's, or one that "
            "was merged into it."
        ),
    )
    channel = graphene.String(required=True, description=_CHANNEL)
    purpose = CrmConsentPurposeEnum(required=True, description="What it is for.")
    list_code = graphene.String(required=True, description=_LIST)
    status = CrmConsentStatusEnum(required=True, description="What the act meant.")
    source = graphene.String(required=True, description="Where it happened.")
    wording = graphene.Field(
        CrmConsentWording, description="The words that were shown, if that is known."
    )
    occurred_at = DateTime(required=True, description="When it happened.")
    author = graphene.String(
        required=True,
        description="Who recorded it for the person, such as `user:5`; else empty.",
    )

    class Meta:
        description = "One act of consent; it is never changed."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ConsentEvent, _info: ResolveInfo) -> str:
        return node_id("CrmConsentEvent", root.pk)

    @staticmethod
    def resolve_profile_id(root: ConsentEvent, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)


class CrmConsentEventConnection(NonNullConnection):
    """A page of acts."""

    class Meta:
        node = CrmConsentEvent
        description = "A page of acts of consent, newest first."
        doc_category = DOC_CATEGORY


class CrmSuppression(BaseObjectType):
    """A reason not to write to an address; which address it is cannot be read from it."""

    id = graphene.ID(required=True, description="The ID of the suppression.")
    channel = graphene.String(required=True, description="The channel.")
    reason = CrmSuppressionReasonEnum(required=True, description="The reason.")
    since = DateTime(required=True, description="Since when.")
    ended_at = DateTime(description="When it was lifted; null while it is in force.")

    class Meta:
        description = "A reason not to write to an address."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Suppression, _info: ResolveInfo) -> str:
        return node_id("CrmSuppression", root.pk)


class CrmSuppressionConnection(NonNullConnection):
    """A page of suppressions."""

    class Meta:
        node = CrmSuppression
        description = "A page of suppressions in force, newest first."
        doc_category = DOC_CATEGORY


class CrmChannelPolicy(BaseObjectType):
    """What the shop demands of a channel."""

    id = graphene.ID(required=True, description="The ID of the policy.")
    channel = graphene.String(required=True, description="The channel.")
    double_opt_in = graphene.Boolean(
        required=True, description="Whether a grant must be confirmed by a link."
    )

    class Meta:
        description = "What the shop demands of a channel."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ChannelPolicy, _info: ResolveInfo) -> str:
        return node_id("CrmChannelPolicy", root.pk)


def consent_events_of(
    info: ResolveInfo, profile_id: int, *, first: int | None, after: str | None
) -> Any:
    """Return a page of a person's acts as a connection, newest first."""
    size = page_size(info, first)
    cursor = read_cursor(after, [number])
    key = (cursor[0] if cursor else None, size + 1, profile_id)
    rows = ConsentEventsLoader(info.context).load(key)
    return rows.then(
        lambda found: keyset_page(
            CrmConsentEventConnection,
            found,
            first=size,
            after=after,
            cursor_of=lambda row: [row.pk],
        )
    )
