"""Other systems that journeys may call, as those see them who look after the shop's plugins."""

from typing import Any

import graphene

from ...core import clock
from ...journeys.actions.endpoints import retire_endpoint, save_endpoint
from ...journeys.queries import webhook_endpoints
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullList,
    PermissionsField,
    PluginsPermissions,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation
from ..reading import reading
from .mutations import CrmJourneyError


class CrmWebhookEndpoint(BaseObjectType):
    """Another system that journeys may call."""

    code = graphene.String(
        required=True, description="The code by which definitions name it."
    )
    url = graphene.String(required=True, description="Where calls are posted to.")
    secret_hint = graphene.String(
        required=True, description="The end of the secret that calls are signed with."
    )
    is_partner = graphene.Boolean(
        required=True,
        description=(
            "Whether it is somebody else's, for ends of their own: then it is told only of "
            "people who have agreed to the purpose `THIRD_PARTY`."
        ),
    )
    created_at = DateTime(required=True, description="When it was entered.")
    updated_at = DateTime(required=True, description="When it was changed last.")

    class Meta:
        description = "Another system that the step `webhook` of a journey may call."
        doc_category = DOC_CATEGORY


class WebhookEndpointQueries(graphene.ObjectType):
    """Endpoints for those who manage plugins."""

    crm_webhook_endpoints = PermissionsField(
        NonNullList(CrmWebhookEndpoint),
        required=True,
        description="All other systems that journeys may call, by code.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_webhook_endpoints(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return list(webhook_endpoints(using=using))


class CrmWebhookEndpointSave(CrmMutation):
    """Enter another system, or change one."""

    endpoint = graphene.Field(CrmWebhookEndpoint, description="The endpoint after it.")
    secret = graphene.String(
        description=(
            "The secret that calls are signed with, if it is new; it is shown this once."
        )
    )

    class Arguments:
        code = graphene.String(
            required=True, description="The code by which definitions name it."
        )
        url = graphene.String(
            required=True, description="Where to post; it begins with https://."
        )
        renew_secret = graphene.Boolean(
            description="Whether to make a new secret. Default: only for a new endpoint."
        )
        is_partner = graphene.Boolean(
            description=(
                "Whether it uses what it is told for ends of its own, instead of working for the "
                "shop. Default: as it was, at first not."
            )
        )

    class Meta:
        description = (
            "Enter another system that journeys may call, or change the one with this code. "
            "Calls are signed as Standard Webhooks."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmJourneyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        code: str,
        url: str,
        renew_secret: bool = False,
        is_partner: bool | None = None,
    ) -> Any:
        saved = save_endpoint(
            code,
            url,
            renew_secret=bool(renew_secret),
            is_partner=is_partner,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(endpoint=saved.endpoint, secret=saved.secret)


class CrmWebhookEndpointDelete(CrmMutation):
    """Take another system out of use."""

    class Arguments:
        code = graphene.String(
            required=True, description="The code by which definitions name it."
        )

    class Meta:
        description = (
            "Take another system out of use, with its secret. Refused with `IN_USE` and the "
            "journeys' codes while a published journey calls it, or has people in a version that "
            "does."
        )
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, code: str) -> Any:
        retire_endpoint(code, author=author_of(info), now=clock.now())
        return cls()
