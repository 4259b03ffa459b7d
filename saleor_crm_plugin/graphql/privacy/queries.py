"""What can be asked about privacy at the root."""

from typing import Any

import graphene

from ...identity.queries import asks_before_inferring, keep_closed_accounts
from ...saleor_adapter.graphql import PermissionsField, PluginsPermissions, ResolveInfo
from ...timeline.entry_type import entry_types
from ...timeline.queries import retention_days
from .. import DOC_CATEGORY
from ..reading import reading
from .types import CrmPrivacySettings, CrmTimelineRetention


def privacy_settings(using: str) -> CrmPrivacySettings:
    """Return the shop's choices as they stand."""
    kept = retention_days(using=using)
    return CrmPrivacySettings(
        keep_closed_accounts_days=keep_closed_accounts(using=using).days,
        asks_before_inferring=asks_before_inferring(using=using),
        timeline_retention=[
            CrmTimelineRetention(
                entry_type=one.code, label=one.label, keep_days=kept.get(one.code)
            )
            for one in entry_types
        ],
    )


class PrivacyQueries(graphene.ObjectType):
    """The shop's choices about keeping people's data."""

    crm_privacy_settings = PermissionsField(
        CrmPrivacySettings,
        required=True,
        description="What the shop has chosen about keeping people's data.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_privacy_settings(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return privacy_settings(using)
