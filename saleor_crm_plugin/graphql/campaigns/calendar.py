"""The calendar of campaigns, with what would meet before it does."""

import datetime
from typing import Any

import graphene

from ...analytics.campaign_calendar import (
    Calendar,
    CampaignsMeet,
    JourneyMeets,
    campaign_calendar,
)
from ...campaigns.definition import read_definition
from ...campaigns.outlook import Outlook, outlook
from ...campaigns.policies.states import CampaignKind
from ...campaigns.queries import campaign_by_id
from ...core import clock
from ...core.sentences import Sentence
from ...saleor_adapter.graphql import (
    BaseObjectType,
    Date,
    DateTime,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..journeys.types import CrmJourney
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import CrmCampaign, CrmCampaignRun

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]
LONGEST_DAYS = 62
MOST_OCCURRENCES = 50
IN_TIME = "null where the database did not answer in time."


class CrmCampaignOccurrence(BaseObjectType):
    """One time that a campaign takes place."""

    campaign = graphene.Field(
        CrmCampaign, required=True, description="The campaign that takes place."
    )
    occurrence = graphene.String(
        required=True, description="`once`, or the day that it is for."
    )
    day = Date(required=True, description="The day, in the campaign's own time zone.")
    starts_at = DateTime(
        required=True, description="When its first recipients are due."
    )
    run = graphene.Field(
        CrmCampaignRun, description="Its run; null while it has not begun."
    )
    people = graphene.Int(
        description=f"How many are in the audience now, of newcomers those of a day; {IN_TIME}"
    )

    class Meta:
        description = "One time that a campaign takes place."
        doc_category = DOC_CATEGORY


class CrmCampaignConflict(BaseObjectType):
    """Somebody may hear of a campaign and of something else at once."""

    campaign = graphene.Field(
        CrmCampaign, required=True, description="The campaign that meets another."
    )
    other_campaign = graphene.Field(
        CrmCampaign, description="The campaign that it meets; null for a journey."
    )
    journey = graphene.Field(
        CrmJourney, description="The journey that it meets; null for a campaign."
    )
    days = NonNullList(
        Date,
        required=True,
        description="The days that campaigns have in common; empty for a journey, which writes "
        "on any day.",
    )
    people = graphene.Int(
        description="How many are in both audiences, or in the audience and expected in the "
        f"journey or on the way through it; {IN_TIME}"
    )
    shares_segment = graphene.Boolean(
        required=True,
        description="Whether the journey begins with coming into a segment of the audience.",
    )

    class Meta:
        description = "People who may hear of a campaign and of something else at once."
        doc_category = DOC_CATEGORY


class CrmCampaignDay(BaseObjectType):
    """How many people would hear of campaigns on a day."""

    day = Date(required=True, description="The day.")
    people = graphene.Int(
        required=True, description="How many would hear of a campaign."
    )
    people_with_several = graphene.Int(
        required=True, description="How many of them of more than one."
    )
    people_over_cap = graphene.Int(
        required=True,
        description="How many of them would hear more often than a frequency cap allows; the "
        "gate puts off or refuses what is too much.",
    )

    class Meta:
        description = "How many people would hear of campaigns on a day."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_people_with_several(root: Any, _info: ResolveInfo) -> int:
        return root.with_several

    @staticmethod
    def resolve_people_over_cap(root: Any, _info: ResolveInfo) -> int:
        return root.over_cap


class CrmCampaignCalendar(BaseObjectType):
    """What campaigns do in some days, and what meets."""

    occurrences = NonNullList(
        CrmCampaignOccurrence,
        required=True,
        description="What takes place, in its order.",
    )
    conflicts = NonNullList(
        CrmCampaignConflict,
        required=True,
        description="Campaigns that meet each other or a running journey.",
    )
    days = NonNullList(
        CrmCampaignDay,
        description=f"How much would be heard on each day that has a campaign; {IN_TIME}",
    )

    class Meta:
        description = "What campaigns do in some days, and what meets before it does."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_conflicts(
        root: Calendar, _info: ResolveInfo
    ) -> list[CrmCampaignConflict]:
        return [
            *(_of_campaigns(one) for one in root.campaigns),
            *(_of_journey(one) for one in root.journeys),
        ]


class CrmCampaignHour(BaseObjectType):
    """An hour in which messages are due or leave."""

    begins_at = DateTime(required=True, description="When the hour begins.")
    due = graphene.Int(required=True, description="How many are due in it.")
    leaving = graphene.Int(
        required=True, description="How many the throttle lets leave in it."
    )
    waiting = graphene.Int(
        required=True, description="How many of those due wait at its end."
    )

    class Meta:
        description = "An hour in which messages of a campaign are due or leave."
        doc_category = DOC_CATEGORY


class CrmCampaignOutlook(BaseObjectType):
    """When a campaign takes place next, and in which hours."""

    starts_at = NonNullList(
        DateTime,
        required=True,
        description="The next times that its first recipients are due.",
    )
    hours = NonNullList(
        CrmCampaignHour,
        description="The hours of the first of them, by everybody's own clock and under the "
        f"throttle; null for newcomers, whom nobody knows yet, and {IN_TIME}",
    )
    too_late = graphene.Int(
        required=True,
        description="How many would get nothing: their own time was too long ago when it began.",
    )
    too_slow = graphene.Int(
        required=True,
        description="How many would get nothing because the throttle does not come to them before "
        "their time is over; 0 where the hours are not known.",
    )

    class Meta:
        description = "When a campaign takes place next, and in which hours."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_starts_at(root: Outlook, _info: ResolveInfo) -> list[datetime.datetime]:
        return [one.starts_at for one in root.starts]


class CampaignCalendarQueries(graphene.ObjectType):
    """What is to come, for those who manage discounts."""

    crm_campaign_calendar = PermissionsField(
        CrmCampaignCalendar,
        required=True,
        since=Date(required=True, description="The first day."),
        until=Date(
            required=True,
            description=f"The last day, at most {LONGEST_DAYS} days after it.",
        ),
        including=graphene.ID(
            description="A campaign that is shown as if it were scheduled."
        ),
        description=(
            "Show when campaigns take place and where they would meet each other, running "
            "journeys and the frequency caps. Counted by who is in the audiences now."
        ),
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_campaign_outlook = PermissionsField(
        CrmCampaignOutlook,
        id=graphene.ID(required=True, description="The ID of the campaign."),
        count=graphene.Int(
            default_value=5,
            description=f"How many times to show, at most {MOST_OCCURRENCES}.",
        ),
        description="Show when a campaign would take place next, and in which hours.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_campaign_calendar(
        _root: Any,
        info: ResolveInfo,
        since: datetime.date,
        until: datetime.date,
        including: str | None = None,
    ) -> Calendar:
        also = (
            [asked_row_id(including, "CrmCampaign", argument="including")]
            if including
            else []
        )
        if not 0 <= (until - since).days <= LONGEST_DAYS:
            message = Sentence(
                "From `since` on, at most {most} days later.", most=LONGEST_DAYS
            )
            raise refused_argument("until", message)
        with reading(info) as using:
            return campaign_calendar(
                since, until, also=also, now=clock.now(), using=using
            )

    @staticmethod
    def resolve_crm_campaign_outlook(
        _root: Any, info: ResolveInfo, id: str, count: int
    ) -> Outlook | None:
        row_id = asked_row_id(id, "CrmCampaign", argument="id")
        if not 1 <= count <= MOST_OCCURRENCES:
            raise refused_argument(
                "count", Sentence("From 1 to {most}.", most=MOST_OCCURRENCES)
            )
        with reading(info) as using:
            campaign = campaign_by_id(row_id, using=using)
            if campaign is None:
                return None
            return outlook(
                CampaignKind(campaign.kind),
                read_definition(campaign.definition),
                count=count,
                now=clock.now(),
                using=using,
            )


def _of_campaigns(met: CampaignsMeet) -> CrmCampaignConflict:
    return CrmCampaignConflict(
        campaign=met.one,
        other_campaign=met.other,
        days=list(met.days),
        people=met.people,
        shares_segment=False,
    )


def _of_journey(met: JourneyMeets) -> CrmCampaignConflict:
    return CrmCampaignConflict(
        campaign=met.campaign,
        journey=met.journey,
        days=[],
        people=met.people,
        shares_segment=met.shares_segment,
    )
