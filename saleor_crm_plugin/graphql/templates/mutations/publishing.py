"""Publish drafts, bring versions back, archive templates, install those of the plugin."""

from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import DiscountPermissions, NonNullList, ResolveInfo
from ....templates.actions.publish import (
    archive_template,
    publish_draft,
    republish,
    restore_template,
)
from ....templates.actions.ready_made import install_ready_made
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmTemplate, CrmTemplateVersion
from . import CrmTemplateError

STAFF = (DiscountPermissions.MANAGE_DISCOUNTS,)


class CrmTemplatePublish(CrmMutation):
    """Publish the draft."""

    version = graphene.Field(CrmTemplateVersion, description="The version in use now.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")

    class Meta:
        description = (
            "Publish a template's draft. It never changes again; the version before is "
            "retired. A draft with faults is refused."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, template: str) -> Any:
        version = publish_draft(
            node_row_id(template, "CrmTemplate", field="template"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(version=version)


class CrmTemplateRepublish(CrmMutation):
    """Bring an earlier version back."""

    version = graphene.Field(CrmTemplateVersion, description="The version in use now.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")
        number = graphene.Int(
            required=True, description="The number of the version to bring back."
        )

    class Meta:
        description = "Publish what an earlier version said, as a new version."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, template: str, number: int) -> Any:
        version = republish(
            node_row_id(template, "CrmTemplate", field="template"),
            number,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(version=version)


class CrmTemplateArchive(CrmMutation):
    """Take a template out of use."""

    template = graphene.Field(CrmTemplate, description="The template after it.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")

    class Meta:
        description = "Take a template out of use; what was sent by it stays known."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, template: str) -> Any:
        row = archive_template(
            node_row_id(template, "CrmTemplate", field="template"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(template=row)


class CrmTemplateRestore(CrmMutation):
    """Put an archived template back into use."""

    template = graphene.Field(CrmTemplate, description="The template after it.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")

    class Meta:
        description = "Put an archived template back into use, as it was."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, template: str) -> Any:
        row = restore_template(
            node_row_id(template, "CrmTemplate", field="template"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(template=row)


class CrmTemplatesInstall(CrmMutation):
    """Install templates that come with the plugin."""

    templates = NonNullList(CrmTemplate, description="The templates that were made.")

    class Arguments:
        codes = NonNullList(
            graphene.String, required=True, description="The codes of those to install."
        )

    class Meta:
        description = (
            "Install templates that come with the plugin; those that are there stay as "
            "they are."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmTemplateError

    @classmethod
    def act(cls, info: ResolveInfo, *, codes: list[str]) -> Any:
        made = install_ready_made(codes, author=author_of(info), now=clock.now())
        return cls(templates=made)
