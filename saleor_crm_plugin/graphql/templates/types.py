"""Templates, their versions and contents, what is wrong with a draft, and how it would look."""

from dataclasses import asdict
from typing import Any

import graphene
from promise import Promise

from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullList,
    ResolveInfo,
)
from ...templates.error_codes import TemplateErrorCode
from ...templates.lint import faults_of
from ...templates.models import Template, TemplateVersion, VersionStatus
from ...templates.policies.fingerprint import fingerprint_of
from ...templates.policies.purposes import needs_way_out
from ...templates.rendering import Content, TemplateKind
from .. import DOC_CATEGORY
from ..authors import Authored
from ..enums import described_enum
from ..ids import node_id
from ..wording import worded
from .loaders import ContentsByVersionLoader, VersionsByTemplateLoader

CrmTemplateKindEnum = described_enum(
    "CrmTemplateKindEnum", TemplateKind, "What a template is written in and for."
)
CrmTemplateVersionStatusEnum = described_enum(
    "CrmTemplateVersionStatusEnum", VersionStatus, "Whether a version is in use."
)
CrmTemplateFaultCodeEnum = described_enum(
    "CrmTemplateFaultCodeEnum", TemplateErrorCode, "What kind of fault it is."
)


class CrmTemplateContent(BaseObjectType):
    """What a version says in one language and variant."""

    language = graphene.String(required=True, description="The language's tag.")
    variant = graphene.String(
        required=True, description="The code of the variant; empty for the standard."
    )
    subject = graphene.String(required=True, description="The subject, in Liquid.")
    preheader = graphene.String(
        required=True, description="What mailboxes show beside the subject, in Liquid."
    )
    body = graphene.String(
        required=True, description="The body, in Liquid and, for e-mail, MJML."
    )
    text = graphene.String(
        required=True,
        description="Own plain text, in Liquid; empty if it is taken from the body.",
    )

    class Meta:
        description = "What a version of a template says in one language and variant."
        doc_category = DOC_CATEGORY


class CrmTemplateFault(BaseObjectType):
    """What is wrong with a draft, and where."""

    code = CrmTemplateFaultCodeEnum(required=True, description="The kind of fault.")
    part = graphene.String(
        required=True, description="The language, variant and part, such as `it body`."
    )
    line = graphene.Int(description="The line in the part, from 1; null if unknown.")
    message = graphene.String(required=True, description="What it is, in words.")
    is_warning = graphene.Boolean(
        required=True, description="Whether the draft can be published nevertheless."
    )

    class Meta:
        description = "What is wrong with a draft, and where."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_line(root: Any, _info: ResolveInfo) -> int | None:
        return root.line or None

    @staticmethod
    def resolve_message(root: Any, info: ResolveInfo) -> str:
        return worded(root.message, info)


class CrmTemplateVersion(Authored, BaseObjectType):
    """One state of a template."""

    id = graphene.ID(required=True, description="The ID of the version.")
    number = graphene.Int(required=True, description="Its number, from 1.")
    status = CrmTemplateVersionStatusEnum(
        required=True, description="Whether it is in use."
    )
    author = graphene.String(required=True, description="Who wrote it last.")
    created_at = DateTime(required=True, description="When it was begun.")
    published_at = DateTime(description="When it was published; null for a draft.")
    variants = JSON(
        required=True,
        description="The variants with their conditions, in the order they are tried.",
    )
    contents = NonNullList(
        CrmTemplateContent,
        required=True,
        description="What it says, by language and variant.",
    )
    faults = NonNullList(
        CrmTemplateFault,
        required=True,
        description="What stands against publishing it; empty once it is published.",
    )
    fingerprint = graphene.String(
        required=True,
        description="What tells this state from the next; saving a draft can name it.",
    )

    class Meta:
        description = "One state of a template."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: TemplateVersion, _info: ResolveInfo) -> str:
        return node_id("CrmTemplateVersion", root.pk)

    @staticmethod
    def resolve_contents(root: TemplateVersion, info: ResolveInfo) -> Promise:
        return ContentsByVersionLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_fingerprint(root: TemplateVersion, info: ResolveInfo) -> Promise:
        contents = ContentsByVersionLoader(info.context).load(root.pk)
        return contents.then(
            lambda rows: fingerprint_of(root.variants, [asdict(row) for row in rows])
        )

    @staticmethod
    def resolve_faults(root: TemplateVersion, info: ResolveInfo) -> Any:
        if root.status != VersionStatus.DRAFT:
            return []

        def judge(contents: list[Content]) -> Any:
            return faults_of(
                TemplateKind(root.template.kind),
                contents,
                default_language=root.template.default_language,
                needs_way_out=needs_way_out(root.template.purpose),
            )

        return ContentsByVersionLoader(info.context).load(root.pk).then(judge)


class CrmTemplate(BaseObjectType):
    """One message as staff know it."""

    id = graphene.ID(required=True, description="The ID of the template.")
    code = graphene.String(required=True, description="The code it is used by.")
    name = graphene.String(required=True, description="What staff call it.")
    kind = CrmTemplateKindEnum(required=True, description="What it is written for.")
    purpose = graphene.String(
        required=True, description="The purpose that a reader must have agreed to."
    )
    list_code = graphene.String(
        required=True,
        description="The list that a reader unsubscribes from; empty for the channel.",
    )
    default_language = graphene.String(
        required=True, description="The language that it always exists in."
    )
    created_at = DateTime(required=True, description="When it was made.")
    archived_at = DateTime(description="Since when it is out of use.")
    version = graphene.Int(
        required=True,
        description="Counts the changes of name, purpose and list; to be given with the next one.",
    )
    versions = NonNullList(
        CrmTemplateVersion, required=True, description="Its versions, newest first."
    )
    published = graphene.Field(
        CrmTemplateVersion, description="The version in use, if there is one."
    )
    draft = graphene.Field(
        CrmTemplateVersion, description="The version being written, if there is one."
    )

    class Meta:
        description = "A message as staff know it, in versions and languages."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Template, _info: ResolveInfo) -> str:
        return node_id("CrmTemplate", root.pk)

    @staticmethod
    def resolve_versions(root: Template, info: ResolveInfo) -> Promise:
        return VersionsByTemplateLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_published(root: Template, info: ResolveInfo) -> Promise:
        return _of_status(root, info, VersionStatus.PUBLISHED)

    @staticmethod
    def resolve_draft(root: Template, info: ResolveInfo) -> Promise:
        return _of_status(root, info, VersionStatus.DRAFT)


def _of_status(root: Template, info: ResolveInfo, status: VersionStatus) -> Promise:
    versions = VersionsByTemplateLoader(info.context).load(root.pk)
    return versions.then(
        lambda rows: next((row for row in rows if row.status == status), None)
    )


class CrmTemplatePreview(BaseObjectType):
    """How a content would look, or why it cannot be shown."""

    subject = graphene.String(description="The subject as it would be read.")
    html = graphene.String(description="The HTML as it would be shown.")
    text = graphene.String(description="The plain text.")
    links = NonNullList(
        graphene.String, required=True, description="Where its links lead."
    )
    fault = graphene.Field(
        CrmTemplateFault, description="Why it cannot be shown; null if it can."
    )

    class Meta:
        description = "How a content would look, or why it cannot be shown."
        doc_category = DOC_CATEGORY
