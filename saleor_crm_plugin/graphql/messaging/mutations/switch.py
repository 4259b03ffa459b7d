"""The one switch: go live, test, stop, and confirm that a moved shop is the real one."""

from typing import Any

import graphene

from ....core import clock
from ....messaging.actions.switch import (
    confirm_copy,
    go_live,
    set_test_mode,
    stop_sending,
)
from ....messaging.dns_lookup import dns_lookup
from ....messaging.policies.sender_domain import CheckStatus
from ....messaging.sender_domains import check_domains, sender_domains
from ....saleor_adapter.graphql import NonNullList, PluginsPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...reading import reading
from ..settings_types import CrmSenderCheck, CrmSendingSettings
from . import CrmMessagingError


class CrmSendingGoLive(CrmMutation):
    """Let messages leave."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")
    warnings = NonNullList(
        CrmSenderCheck,
        required=True,
        description=(
            "What mail providers may hold against the senders' domains, and what to do; it "
            "keeps nothing from leaving. Asks the DNS, for 8 seconds at most."
        ),
    )

    class Meta:
        description = (
            "Let messages leave to the people themselves, from this installation alone: "
            "nothing leaves from a copy of its database."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo) -> Any:
        return cls(settings=go_live(author=author_of(info), now=clock.now()))

    @staticmethod
    def resolve_warnings(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            domains = sender_domains(using=using)
        found = check_domains(domains, dns_lookup())
        return [one for one in found if one.finding.status == CheckStatus.RED]


class CrmSendingStop(CrmMutation):
    """Let nothing leave."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Meta:
        description = "Let nothing leave, from the next message on."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo) -> Any:
        return cls(settings=stop_sending(author=author_of(info), now=clock.now()))


class CrmSendingTest(CrmMutation):
    """Send everything to one address."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Arguments:
        address = graphene.String(required=True, description="Where everything goes.")

    class Meta:
        description = "Let everything leave, but to one address only."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo, *, address: str) -> Any:
        changed = set_test_mode(address, author=author_of(info), now=clock.now())
        return cls(settings=changed)


class CrmSendingConfirmCopy(CrmMutation):
    """Say that this is the real shop now."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Meta:
        description = (
            "Say that this installation is the real shop now: it has moved, or was "
            "restored for good."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo) -> Any:
        return cls(settings=confirm_copy(author=author_of(info), now=clock.now()))
