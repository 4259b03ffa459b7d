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
            CrmLocalizedNameInput, required=True, description="Its name by language."
        )

    class Meta:
        description = "Say how a list of messages is called in preference centers."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, *, code: str, names: list[dict[str, Any]]) -> Any:
        given = names_by_language(names)
        name_list(code, given, author=author_of(info), now=clock.now())
        return cls()
