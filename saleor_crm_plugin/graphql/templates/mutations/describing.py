"""Change what a template is called, what it is for, and which list it belongs to."""

from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import (
    BaseInputObjectType,
    DiscountPermissions,
    ResolveInfo,
)
from ....templates.actions.describe import Description, describe_template
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmTemplate
from . import CrmTemplateError


class CrmTemplateUpdateInput(BaseInputObjectType):
    """What is to be changed."""

    name = graphene.String(description="What staff call it.")
    purpose = graphene.String(
        description="The purpose that a reader must have agreed to."
    )
    list_code = graphene.String(
        description="The list that a reader unsubscribes from; empty for the channel."
    )

    class Meta:
        description = "What is to be changed; what is left out stays as it is."
        doc_category = DOC_CATEGORY


class CrmTemplateUpdate(CrmMutation):
    """Change a template's name, purpose or list."""

    template = graphene.Field(CrmTemplate, description="The template after it.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")
        input = CrmTemplateUpdateInput(
            required=True, description="What is to be changed."
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = (
            "Change a template's name, purpose or list. Purpose and list stay while campaigns or "
            "journeys at work use it, and what is published must be fit for the new purpose."
        )
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmTemplateError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        template: str,
        input: dict[str, Any],
        version: int | None = None,
    ) -> Any:
        row = describe_template(
            node_row_id(template, "CrmTemplate", field="template"),
            Description(**input),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(template=row)
