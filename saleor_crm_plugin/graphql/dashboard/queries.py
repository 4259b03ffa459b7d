"""How far the set-up of the CRM has come, step by step, each with its remedy."""

from typing import Any

import graphene

from ...core import clock
from ...dashboard.policies.steps import Lack, Step, StepState
from ...dashboard.queries import Setup, setup
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullList,
    PermissionsField,
    PluginsPermissions,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..reading import reading

CrmSetupStepEnum = described_enum(
    "CrmSetupStepEnum", Step, "The steps from the installation to the first points."
)
CrmSetupLackEnum = described_enum(
    "CrmSetupLackEnum", Lack, "What a step of the set-up lacks."
)


class CrmSetupStep(BaseObjectType):
    """One step: done, or with its remedy."""

    step = CrmSetupStepEnum(required=True, description="Which step it is.")
    is_done = graphene.Boolean(required=True, description="Whether nothing is lacking.")
    lack = CrmSetupLackEnum(description="What is lacking; null where nothing is.")
    remedy = graphene.String(
        required=True,
        description="What to do about it, in English; empty where nothing is lacking.",
    )

    class Meta:
        description = "One step from the installation to the first points."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_step(root: StepState, _info: ResolveInfo) -> str:
        return root.step.value

    @staticmethod
    def resolve_lack(root: StepState, _info: ResolveInfo) -> str | None:
        return root.lack.value if root.lack else None


class CrmSetup(BaseObjectType):
    """The steps, and what an installer asks about the pages."""

    steps = NonNullList(
        CrmSetupStep, required=True, description="The five steps, in their order."
    )
    version = graphene.String(
        required=True, description="The version of the plugin that answers."
    )
    is_active = graphene.Boolean(
        required=True, description="Whether the plugin is switched on in the shop."
    )
    are_pages_built = graphene.Boolean(
        required=True,
        description="Whether this copy of the package holds the built pages.",
    )
    pages_url = graphene.String(
        required=True,
        description="Where the pages open outside the Dashboard, with a sign-in.",
    )
    manifest_url = graphene.String(
        required=True, description="From where Saleor can install the app by address."
    )
    dashboard_origins = NonNullList(
        graphene.String,
        required=True,
        description="Which other sites may show the pages in a frame.",
    )
    swept_until = DateTime(
        description="Until when a worker has looked for changes in the shop; null for never."
    )

    class Meta:
        description = "How far the set-up of the CRM has come."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_dashboard_origins(root: Setup, _info: ResolveInfo) -> tuple[str, ...]:
        return root.origins


class DashboardQueries(graphene.ObjectType):
    """The set-up."""

    crm_setup = PermissionsField(
        CrmSetup,
        required=True,
        description="Show which of the five steps from the installation to the first points are done.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_setup(_root: Any, info: ResolveInfo) -> Setup:
        with reading(info) as using:
            return setup(now=clock.now(), using=using)
