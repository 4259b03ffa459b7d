"""Say which interests people can name."""

from typing import Any

import graphene

from ....core import clock
from ....messaging.actions.interests import InterestChoice, set_interests
from ....messaging.queries import sending_settings
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    NonNullList,
    PluginsPermissions,
    ResolveInfo,
)
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...localized import CrmLocalizedNameInput, names_by_language
from ..settings_types import CrmSendingSettings
from . import CrmMessagingError


class CrmInterestInput(BaseInputObjectType):
    """One interest."""

    code = graphene.String(
        required=True,
        description="Its code; who has it gets the tag `interest-<code>`.",
    )
    names = NonNullList(
        CrmLocalizedNameInput, required=True, description="Its name by language."
    )

    class Meta:
        description = "Something that people can say they like."
        doc_category = DOC_CATEGORY


class CrmInterestsSet(CrmMutation):
    """Replace all interests."""

    settings = graphene.Field(CrmSendingSettings, description="The settings after it.")

    class Arguments:
        interests = NonNullList(
            CrmInterestInput, required=True, description="All of them, in their order."
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = (
            "Say anew which interests people can name by the link of a letter; tags that "
            "people have stay."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        interests: list[dict[str, Any]],
        version: int | None = None,
    ) -> Any:
        asked = [
            InterestChoice(code=one["code"], names=names_by_language(one["names"]))
            for one in interests
        ]
        set_interests(asked, version=version, author=author_of(info), now=clock.now())
        return cls(settings=sending_settings())
