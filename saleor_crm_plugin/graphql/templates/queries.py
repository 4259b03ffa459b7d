"""Templates for staff: lists, previews, and what a template may say."""

from collections.abc import Mapping
from typing import Any

import graphene
from graphql import GraphQLError

from ...core import clock
from ...messaging.terms import read_terms
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseInputObjectType,
    BaseObjectType,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...templates.context import Subject, contexts
from ...templates.liquid_engine import TemplateFault
from ...templates.queries import template_by_id, templates
from ...templates.ready_made_files import ReadyMade, ready_made
from ...templates.rendering import Content, TemplateKind, render_content
from ...templates.shape import EXAMPLE, FREE, example
from ...templates.template_need import uses_of
from ...templates.trait import attributes
from .. import DOC_CATEGORY
from ..access import is_allowed
from ..ids import asked_person_row_id, asked_row_id, asked_uuid
from ..reading import reading
from .types import CrmTemplate, CrmTemplateKindEnum, CrmTemplatePreview

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]


class CrmTemplateContentInput(BaseInputObjectType):
    """What a draft says in one language and variant."""

    language = graphene.String(required=True, description="The language's tag.")
    variant = graphene.String(description="The variant's code. Default: the standard.")
    subject = graphene.String(description="The subject, in Liquid.")
    preheader = graphene.String(
        description="What mailboxes show beside the subject, in Liquid."
    )
    body = graphene.String(
        required=True, description="The body, in Liquid and, for e-mail, MJML."
    )
    text = graphene.String(
        description="Own plain text, in Liquid. Default: taken from the body."
    )

    class Meta:
        description = "What a draft says in one language and variant."
        doc_category = DOC_CATEGORY


class CrmTemplatePreviewInput(BaseInputObjectType):
    """Whose values fill a preview; without a profile the examples do."""

    profile = graphene.ID(
        description="The ID of the profile to preview as. Requires MANAGE_USERS."
    )
    channel = graphene.String(description="The slug of the channel it would be about.")
    order = graphene.ID(description="The ID of the order it would be about.")
    checkout = graphene.ID(description="The ID of the cart it would be about.")
    own = JSON(description="The sender's own values, by name.")

    class Meta:
        description = "Whose values fill a preview; without a profile the examples do."
        doc_category = DOC_CATEGORY


class CrmReadyMadeTemplate(BaseObjectType):
    """A template that comes with the plugin."""

    code = graphene.String(required=True, description="Its code.")
    name = graphene.String(required=True, description="What it is called.")
    kind = CrmTemplateKindEnum(required=True, description="What it is written for.")
    purpose = graphene.String(required=True, description="Its purpose.")
    languages = NonNullList(
        graphene.String, required=True, description="The languages it exists in."
    )

    class Meta:
        description = "A template that comes with the plugin."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_languages(root: ReadyMade, _info: ResolveInfo) -> list[str]:
        return sorted({content.language for content in root.contents})


class CrmTemplateTrait(BaseObjectType):
    """Something about readers that variants can ask for."""

    code = graphene.String(required=True, description="Its code.")
    name = graphene.String(required=True, description="What it is called.")

    class Meta:
        description = "Something about readers that variants can ask for."
        doc_category = DOC_CATEGORY


class CrmTemplateUse(BaseObjectType):
    """Something that uses a template."""

    kind = graphene.String(
        required=True, description="What it is: `campaigns` or `journeys`."
    )
    name = graphene.String(required=True, description="The name that staff see.")

    class Meta:
        description = (
            "A campaign or journey at work that uses a template, whose purpose and list stay "
            "while it does."
        )
        doc_category = DOC_CATEGORY


class TemplateQueries(graphene.ObjectType):
    """Templates and how they look."""

    crm_template = PermissionsField(
        CrmTemplate,
        id=graphene.ID(required=True, description="The ID of the template."),
        description="Look up a template.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_templates = PermissionsField(
        NonNullList(CrmTemplate),
        with_archived=graphene.Boolean(description="Also those out of use."),
        required=True,
        description="All templates, by name.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_template_uses = PermissionsField(
        NonNullList(CrmTemplateUse),
        required=True,
        id=graphene.ID(required=True, description="The ID of the template."),
        description="What uses a template now: campaigns and journeys at work.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_template_preview = PermissionsField(
        CrmTemplatePreview,
        kind=CrmTemplateKindEnum(required=True, description="What it is written for."),
        content=CrmTemplateContentInput(
            required=True, description="The content, saved or not."
        ),
        input=CrmTemplatePreviewInput(description="Whose values fill it."),
        required=True,
        description="Show how a content would look, before it is saved.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_template_variables = PermissionsField(
        JSON,
        required=True,
        description="Every variable that a template may use, with an example.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_template_traits = PermissionsField(
        NonNullList(CrmTemplateTrait),
        required=True,
        description="What the variants of a template can ask of readers, by code.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_ready_made_templates = PermissionsField(
        NonNullList(CrmReadyMadeTemplate),
        required=True,
        description="The templates that come with the plugin, by code.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_template(_root: Any, info: ResolveInfo, id: str) -> Any:
        row_id = asked_row_id(id, "CrmTemplate", argument="id")
        with reading(info) as using:
            return template_by_id(row_id, using=using)

    @staticmethod
    def resolve_crm_templates(
        _root: Any, info: ResolveInfo, with_archived: bool = False
    ) -> Any:
        with reading(info) as using:
            return templates(with_archived=with_archived, using=using)

    @staticmethod
    def resolve_crm_template_uses(
        _root: Any, info: ResolveInfo, id: str
    ) -> list[CrmTemplateUse]:
        row_id = asked_row_id(id, "CrmTemplate", argument="id")
        # Asked as it will be when the template is changed.
        with reading(info) as using, allow_writer():
            row = template_by_id(row_id, using=using)
            uses = uses_of(row.code) if row else ()
            return [CrmTemplateUse(kind=kind, name=name) for kind, name in uses]

    @staticmethod
    def resolve_crm_template_preview(
        _root: Any,
        info: ResolveInfo,
        kind: str,
        content: dict[str, Any],
        input: dict[str, Any] | None = None,
    ) -> CrmTemplatePreview:
        asked = content_from_input(content)
        values = _values(info, asked.language, input or {})
        try:
            rendered = render_content(TemplateKind(kind), asked, values)
        except TemplateFault as error:
            return CrmTemplatePreview(links=[], fault=error.fault)
        shown = rendered.with_links(rendered.links)
        return CrmTemplatePreview(
            subject=shown.subject,
            html=shown.html,
            text=shown.text,
            links=list(rendered.links),
        )

    @staticmethod
    def resolve_crm_template_variables(_root: Any, _info: ResolveInfo) -> Any:
        return dict(EXAMPLE)

    @staticmethod
    def resolve_crm_template_traits(
        _root: Any, _info: ResolveInfo
    ) -> list[CrmTemplateTrait]:
        return [
            CrmTemplateTrait(code=code, name=name)
            for code, name in attributes().items()
        ]

    @staticmethod
    def resolve_crm_ready_made_templates(_root: Any, _info: ResolveInfo) -> Any:
        return list(ready_made().values())


def content_from_input(given: dict[str, Any]) -> Content:
    """Return the content that was given; what is left out is empty."""
    return Content(**{name: text for name, text in given.items() if text is not None})


def _values(info: ResolveInfo, language: str, given: dict[str, Any]) -> dict[str, Any]:
    own = given.get("own") or {}
    if not isinstance(own, dict):
        raise GraphQLError("Argument `own`: must be an object.")
    if not given.get("profile"):
        return example(**{FREE: own})
    # Whoever previews as somebody reads that person's name and goods.
    if not is_allowed(info, AccountPermissions.MANAGE_USERS):
        raise GraphQLError("Argument `profile`: requires MANAGE_USERS.")
    subject = Subject(
        profile_id=asked_person_row_id(info, given["profile"], argument="profile"),
        language=language,
        channel=given.get("channel") or "",
        order_id=_asked_row(given, "order", "Order"),
        checkout_id=_asked_row(given, "checkout", "Checkout"),
        own=own,
    )
    with reading(info) as using:
        storefronts = {subject.channel: read_terms(using=using).words(subject.channel)}
        [values] = contexts(
            [subject], storefronts=storefronts, now=clock.now(), using=using
        )
    return {**example(), **values, "links": EXAMPLE["links"]}


def _asked_row(given: Mapping[str, Any], argument: str, type_name: str) -> str:
    asked = given.get(argument)
    return asked_uuid(asked, type_name, argument=argument) if asked else ""
