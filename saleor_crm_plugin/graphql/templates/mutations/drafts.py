"""Make templates, and write or discard their drafts."""

from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....saleor_adapter.graphql import (
    JSON,
    BaseInputObjectType,
    DiscountPermissions,
    NonNullList,
    ResolveInfo,
)
from ....templates.actions.drafts import (
    NewTemplate,
    create_template,
    discard_draft,
    save_draft,
)
from ....templates.errors import InvalidTemplate, TemplateNotFound
from ....templates.queries import template_by_id
from ....templates.rendering import TemplateKind
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..queries import CrmTemplateContentInput, content_from_input
from ..types import CrmTemplate, CrmTemplateKindEnum, CrmTemplateVersion
from . import CrmTemplateError

STAFF = (DiscountPermissions.MANAGE_DISCOUNTS,)


class CrmTemplateInput(BaseInputObjectType):
    """A template to make."""

    code = graphene.String(required=True, description="The code to use it by.")
    name = graphene.String(required=True, description="What staff call it.")
    kind = CrmTemplateKindEnum(required=True, description="What it is written for.")
    purpose = graphene.String(
        required=True, description="The purpose that a reader must have agreed to."
    )
    list_code = graphene.String(
        description="The list that a reader unsubscribes from. Default: the channel."
    )
    default_language = graphene.String(
        description="The language that it always exists in. Default: `en`."
    )

    class Meta:
        description = "A template to make."
        doc_category = DOC_CATEGORY


class CrmTemplateCreate(CrmMutation):
    """Make a template."""

    template = graphene.Field(CrmTemplate, description="The new template.")

    class Arguments:
        input = CrmTemplateInput(required=True, description="The template.")

    class Meta:
        description = "Make a template, which has no version yet."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, input: dict[str, Any]) -> Any:
        given = {name: value for name, value in input.items() if value is not None}
        asked = NewTemplate(**given | {"kind": TemplateKind(given["kind"])})
        row = create_template(asked, author=author_of(info), now=clock.now())
        return cls(template=row)


class CrmTemplateDraftSave(CrmMutation):
    """Write the draft."""

    version = graphene.Field(
        CrmTemplateVersion, description="The draft, with what is wrong with it."
    )

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")
        contents = NonNullList(
            CrmTemplateContentInput,
            required=True,
            description="Everything that it says; what is left out is removed.",
        )
        variants = JSON(
            description="The variants with their conditions, in the order to be tried."
        )
        based_on = graphene.String(
            description="The fingerprint of the newest version that was read, empty for none: "
            "refused with `CHANGED_MEANWHILE` if somebody has written another since."
        )

    class Meta:
        description = "Write a template's draft, in place of what was in it."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        template: str,
        contents: list[dict[str, Any]],
        variants: Any = None,
        based_on: str | None = None,
    ) -> Any:
        if variants is not None and not _are_objects(variants):
            raise InvalidTemplate(
                Sentence("The variants must be a list of objects."), field="variants"
            )
        version = save_draft(
            node_row_id(template, "CrmTemplate", field="template"),
            [content_from_input(content) for content in contents],
            variants=variants or (),
            author=author_of(info),
            based_on=based_on,
        )
        return cls(version=version)


class CrmTemplateDraftDiscard(CrmMutation):
    """Throw the draft away."""

    template = graphene.Field(CrmTemplate, description="The template after it.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")

    class Meta:
        description = "Throw a template's draft away; what is published stays."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, template: str) -> Any:
        row_id = node_row_id(template, "CrmTemplate", field="template")
        discard_draft(row_id)
        found = template_by_id(row_id)
        if found is None:
            raise TemplateNotFound(row_id)
        return cls(template=found)


def _are_objects(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(one, dict) for one in given)
