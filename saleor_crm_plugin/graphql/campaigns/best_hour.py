"""At which hour somebody would get a campaign that leaves the hour to their habit, and why."""

from typing import Any

import graphene

from ...campaigns.best_hours import KnownHour, known_hours
from ...campaigns.policies.best_hour import HOURS, LEAST_ACTS, HourSource
from ...consent.policies import ANY_CHANNEL
from ...core import clock
from ...core.sentences import Sentence
from ...messaging.zones import zone_parameters
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import asked_row_id
from ..reading import reading
from ..refused_arguments import refused_argument

PEOPLE = [AccountPermissions.MANAGE_USERS]
USUAL_FALLBACK = 10
CrmBestHourSourceEnum = described_enum(
    "CrmBestHourSourceEnum", HourSource, "Whose habit an hour was taken from."
)


class CrmBestHour(BaseObjectType):
    """A person's best hour, with its reasons."""

    hour = graphene.Int(
        required=True, description="The hour of the person's own day, 0 to 23."
    )
    time_zone = graphene.String(
        required=True, description="The zone in which the person's clock is."
    )
    source = CrmBestHourSourceEnum(
        required=True, description="Whose habit it was taken from."
    )
    acts = graphene.Int(
        required=True,
        description="By how many acts the person is known: openings and clicks of messages, "
        f"and orders. Below {LEAST_ACTS} the shop's hour counts, and for whoever has said no to "
        "profiling, of whom no act is looked at.",
    )

    class Meta:
        description = "The hour at which a person is most likely to read."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_hour(root: KnownHour, _info: ResolveInfo) -> int:
        return root.best.hour

    @staticmethod
    def resolve_time_zone(root: KnownHour, _info: ResolveInfo) -> str:
        return root.zone

    @staticmethod
    def resolve_source(root: KnownHour, _info: ResolveInfo) -> str:
        return root.best.source.value

    @staticmethod
    def resolve_acts(root: KnownHour, _info: ResolveInfo) -> int:
        return root.best.acts


class BestHourQueries(graphene.ObjectType):
    """A person's hour, for those who manage users."""

    crm_best_hour = PermissionsField(
        CrmBestHour,
        profile=graphene.ID(required=True, description="The ID of the person."),
        fallback=graphene.Int(
            default_value=USUAL_FALLBACK,
            description="The hour that counts where nothing is known.",
        ),
        description="Say at which hour of their day a person would best be written to, and why.",
        permissions=PEOPLE,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_best_hour(
        _root: Any, info: ResolveInfo, profile: str, fallback: int
    ) -> KnownHour | None:
        profile_id = asked_row_id(profile, "CrmProfile", argument="profile")
        if not 0 <= fallback < HOURS:
            raise refused_argument("fallback", Sentence("An hour from 0 to 23."))
        with reading(info) as using:
            found = known_hours(
                [profile_id],
                channel=ANY_CHANNEL,
                zones=zone_parameters("", using=using),
                fallback=fallback,
                now=clock.now(),
                using=using,
            )
        return found.get(profile_id)
