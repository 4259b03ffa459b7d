"""Say how lists of messages are called."""

from typing import Any

import graphene

from ....consent.actions.settings import name_list
from ....core import clock
from ....saleor_adapter.graphql import NonNullList, PluginsPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...localized import CrmLocalizedNameInput, names_by_language
from . import CrmConsentError


class CrmMessageListName(CrmMutation):
    """Name a list."""

    class Arguments:
        code = graphene.String(required=True, description="The code of the list.")
        names = NonNullList(
            CrmLocalizedNameInput,
            required=True,
            description="Its name by language; none to go back to the package's own.",
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = "Say how a list of messages is called in preference centers."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        code: str,
        names: list[dict[str, Any]],
        version: int | None = None,
    ) -> Any:
        name_list(
            code,
            names_by_language(names),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls()
