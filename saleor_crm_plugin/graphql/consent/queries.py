"""What can be asked about consent at the root."""

from typing import Any

import graphene
from graphql import GraphQLError

from ...consent.addresses import address_hash
from ...consent.message_lists import NAMES
from ...consent.queries import (
    active_suppressions,
    channel_policies,
    current_wordings,
    list_names,
    named_lists,
    wording_versions,
)
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseField,
    NonNullList,
    PermissionsField,
    PluginsPermissions,
    ResolveInfo,
)
from ...templates.queries import list_codes, lists_in_use
from .. import DOC_CATEGORY
from ..localized import shown_names
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from .types import (
    CrmChannelPolicy,
    CrmConsentWording,
    CrmConsentWordingConnection,
    CrmMessageList,
    CrmMessageListSettings,
    CrmSuppressionConnection,
)


class ConsentQueries(graphene.ObjectType):
    """The words and lists for anybody, the suppression list and the policies for staff."""

    crm_consent_wordings = BaseField(
        NonNullList(CrmConsentWording),
        required=True,
        language=graphene.String(
            required=True, description="The language, such as `it`."
        ),
        description="The words by which the shop asks, each in its newest version.",
        doc_category=DOC_CATEGORY,
    )
    crm_consent_wording_versions = KeysetConnectionField(
        CrmConsentWordingConnection,
        description="All versions of the words by which the shop asks, newest first.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_message_lists = BaseField(
        NonNullList(CrmMessageList),
        required=True,
        language=graphene.String(
            required=True, description="The language of the names, such as `it`."
        ),
        description=(
            "The lists of messages that people can leave and join, for a preference center."
        ),
        doc_category=DOC_CATEGORY,
    )
    crm_message_list_settings = PermissionsField(
        NonNullList(CrmMessageListSettings),
        required=True,
        description="All lists that templates belong to or that were ever named, by code.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_suppressions = KeysetConnectionField(
        CrmSuppressionConnection,
        channel=graphene.String(description="Only of this channel."),
        address=graphene.String(
            description="Only of this address; needs `channel` too."
        ),
        description="Addresses that are not written to, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_channel_policies = PermissionsField(
        NonNullList(CrmChannelPolicy),
        required=True,
        description="What the shop demands of its channels, as far as something was set.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_consent_wordings(
        _root: Any, info: ResolveInfo, language: str
    ) -> Any:
        with reading(info) as using:
            return current_wordings(language, using=using)

    @staticmethod
    def resolve_crm_consent_wording_versions(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        with reading(info) as using:
            return newest_first(
                CrmConsentWordingConnection,
                wording_versions(using=using),
                info,
                first=first,
                after=after,
            )

    @staticmethod
    def resolve_crm_message_lists(_root: Any, info: ResolveInfo, language: str) -> Any:
        with reading(info) as using:
            names = list_names(lists_in_use(using=using), language, using=using)
        return [CrmMessageList(code=code, name=name) for code, name in names.items()]

    @staticmethod
    def resolve_crm_message_list_settings(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            named, shown = named_lists(using=using), lists_in_use(using=using)
            codes = sorted(list_codes(using=using) | set(named))
        return [
            CrmMessageListSettings(
                code=code,
                names=shown_names(named[code].names if code in named else {}),
                package_names=shown_names(NAMES.get(code, {})),
                is_in_use=code in shown,
                version=named[code].version if code in named else 0,
            )
            for code in codes
        ]

    @staticmethod
    def resolve_crm_suppressions(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        channel: str | None = None,
        address: str | None = None,
    ) -> Any:
        if address is not None and channel is None:
            raise GraphQLError("Give `channel` with `address`.")
        with reading(info) as using:
            rows = active_suppressions(using=using)
            if channel is not None:
                rows = rows.filter(channel=channel)
            if address is not None:
                rows = rows.filter(address_hash=address_hash(channel or "", address))
            return newest_first(
                CrmSuppressionConnection, rows, info, first=first, after=after
            )

    @staticmethod
    def resolve_crm_channel_policies(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return list(channel_policies(using=using))
