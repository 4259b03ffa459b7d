"""Say which sites may show our pages in a frame."""

from typing import Any

import graphene

from ....core import clock
from ....dashboard.actions.origins import allow_origin, forbid_origin
from ....saleor_adapter.graphql import NonNullList, PluginsPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from . import CrmDashboardError


class CrmDashboardOriginAdd(CrmMutation):
    """Let one more site show the pages."""

    origins = NonNullList(graphene.String, description="All that may after it.")

    class Arguments:
        origin = graphene.String(
            required=True,
            description="Scheme, host and port, such as `https://dashboard.example.com`.",
        )

    class Meta:
        description = (
            "Let a site show the pages in a frame: where the Dashboard runs, if not at the API's "
            "own address. At most 20; one that may already changes nothing."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmDashboardError

    @classmethod
    def act(cls, info: ResolveInfo, *, origin: str) -> Any:
        return cls(
            origins=allow_origin(origin, author=author_of(info), now=clock.now())
        )


class CrmDashboardOriginRemove(CrmMutation):
    """Let a site show the pages no more."""

    origins = NonNullList(graphene.String, description="All that may after it.")

    class Arguments:
        origin = graphene.String(
            required=True, description="One of `CrmSetup.dashboardOrigins`."
        )

    class Meta:
        description = "Let a site show the pages in a frame no more."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmDashboardError

    @classmethod
    def act(cls, info: ResolveInfo, *, origin: str) -> Any:
        return cls(
            origins=forbid_origin(origin, author=author_of(info), now=clock.now())
        )
