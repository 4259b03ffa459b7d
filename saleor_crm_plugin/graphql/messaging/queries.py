"""What can be asked about messages."""

import re
from typing import Any

import graphene
from graphql import GraphQLError

from ...core import clock
from ...identity.queries import profile_of_user
from ...messaging.dns_lookup import dns_lookup
from ...messaging.policies.states import MessageState
from ...messaging.queries import (
    MessageFilter,
    accounts,
    backlog,
    messages_page,
    onsite_messages,
    sending_settings,
)
from ...messaging.sender_domains import check_domains, sender_domains
from ...saleor_adapter.graphql import (
    AccountPermissions,
    AuthorizationFilters,
    NonNullList,
    PermissionsField,
    PluginsPermissions,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_person_row_id
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from .message_types import CrmMessageConnection, CrmMessageStateEnum
from .onsite_types import CrmOnsiteMessage
from .settings_types import (
    CrmChannelAccount,
    CrmChannelType,
    CrmSenderCheck,
    CrmSendingBacklog,
    CrmSendingSettings,
    channel_types,
)

SELECTOR = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")


class MessagingQueries(graphene.ObjectType):
    """Messages and settings for staff, the storefront's messages for their owner."""

    crm_messages = KeysetConnectionField(
        CrmMessageConnection,
        states=NonNullList(CrmMessageStateEnum, description="Only those in these."),
        profile=graphene.ID(description="Only those to this person (`CrmProfile`)."),
        source_kind=graphene.String(description="Only of this kind of source."),
        source_id=graphene.String(description="Only of this source."),
        template_code=graphene.String(description="Only with these words."),
        description="Messages, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_sending_settings = PermissionsField(
        CrmSendingSettings,
        required=True,
        description="What the shop has chosen about sending.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_sending_backlog = PermissionsField(
        CrmSendingBacklog,
        required=True,
        description="How much there is to send.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_sender_checks = PermissionsField(
        NonNullList(CrmSenderCheck),
        required=True,
        dkim_selector=graphene.String(
            description="What your mail provider signs with; without it usual ones are tried."
        ),
        description=(
            "What the DNS says of letters from the senders' domains: SPF, DKIM and DMARC, each "
            "with its remedy. Takes 8 seconds at most, and keeps nothing from leaving."
        ),
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_channel_accounts = PermissionsField(
        NonNullList(CrmChannelAccount),
        required=True,
        description="The ways out, the active first.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_channel_types = PermissionsField(
        NonNullList(CrmChannelType),
        required=True,
        description="The channels that accounts can be made for.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_onsite_messages = PermissionsField(
        NonNullList(CrmOnsiteMessage),
        required=True,
        placement=graphene.String(
            required=True, description="The place in the storefront, such as `banner`."
        ),
        description=(
            "What is to be shown to the signed-in customer at a place of the storefront."
        ),
        permissions=[AuthorizationFilters.AUTHENTICATED_USER],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_messages(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        **wanted: Any,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        asked = _filter(info, **wanted)
        with reading(info) as using:
            rows = messages_page(
                asked,
                first=size + 1,
                before=cursor[0] if cursor else None,
                using=using,
            )
        return keyset_page(
            CrmMessageConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.pk],
        )

    @staticmethod
    def resolve_crm_sending_settings(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return sending_settings(using=using)

    @staticmethod
    def resolve_crm_sending_backlog(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return backlog(now=clock.now(), using=using)

    @staticmethod
    def resolve_crm_sender_checks(
        _root: Any, info: ResolveInfo, dkim_selector: str | None = None
    ) -> Any:
        selector = dkim_selector or ""
        if selector and not SELECTOR.fullmatch(selector):
            raise GraphQLError("`dkimSelector` is a name such as `selector1`.")
        with reading(info) as using:
            domains = sender_domains(using=using)
        return check_domains(domains, dns_lookup(), selector=selector)

    @staticmethod
    def resolve_crm_channel_accounts(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return accounts(using=using)

    @staticmethod
    def resolve_crm_channel_types(_root: Any, _info: ResolveInfo) -> Any:
        return channel_types()

    @staticmethod
    def resolve_crm_onsite_messages(
        _root: Any, info: ResolveInfo, placement: str
    ) -> Any:
        with reading(info) as using:
            profile_id = profile_of_user(info.context.user.pk, using=using)
            if profile_id is None:
                return []
            return onsite_messages(profile_id, placement, now=clock.now(), using=using)


def _filter(
    info: ResolveInfo,
    states: list[str] | None = None,
    profile: str | None = None,
    source_kind: str | None = None,
    source_id: str | None = None,
    template_code: str | None = None,
) -> MessageFilter:
    return MessageFilter(
        states=[MessageState(state) for state in states or ()],
        profile_id=asked_person_row_id(info, profile, argument="profile")
        if profile
        else None,
        source_kind=source_kind or "",
        source_id=source_id or "",
        template_code=template_code or "",
    )
