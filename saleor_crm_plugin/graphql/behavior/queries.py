"""What can be asked about behavior at the root."""

from typing import Any

import graphene

from ...behavior.queries import behavior_settings
from ...saleor_adapter.graphql import PermissionsField, PluginsPermissions, ResolveInfo
from .. import DOC_CATEGORY
from ..reading import reading
from .types import CrmBehaviorSettings


class BehaviorQueries(graphene.ObjectType):
    """The shop's choices about behavior."""

    crm_behavior_settings = PermissionsField(
        CrmBehaviorSettings,
        required=True,
        description="What the shop has chosen about behavior.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_behavior_settings(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return behavior_settings(using=using)
