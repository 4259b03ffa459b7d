"""The shop chooses about behavior."""

from typing import Any

import graphene

from ....behavior.actions.settings import Choices, change_settings
from ....core import clock
from ....saleor_adapter.graphql import NonNullList, PluginsPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ..types import CrmBehaviorSettings
from . import CrmBehaviorError


class CrmBehaviorSettingsUpdate(CrmMutation):
    """Say for how long behavior is kept, and which places and occasions there are."""

    settings = graphene.Field(CrmBehaviorSettings, description="The settings after it.")

    class Arguments:
        keep_days = graphene.Int(
            description="For how many days behavior is kept, 30 to 3,650."
        )
        places = NonNullList(
            graphene.String,
            description="All codes of stores, at most 500, in place of those before.",
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )
        occasions = NonNullList(
            graphene.String,
            description="All codes of occasions, at most 500, in place of those before.",
        )

    class Meta:
        description = (
            "Say for how long behavior is kept, and which places and occasions visits can name. "
            "What is not given stays as it is."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmBehaviorError

    @classmethod
    def act(cls, info: ResolveInfo, *, version: int | None = None, **given: Any) -> Any:
        row = change_settings(
            Choices(**given), version=version, author=author_of(info), now=clock.now()
        )
        return cls(settings=row)
