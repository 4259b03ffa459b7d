"""Journeys, their versions, and people's passages through them."""

from typing import Any

import graphene

from ...core.fingerprints import fingerprint
from ...journeys.models import (
    Enrollment,
    EnrollmentState,
    Journey,
    JourneyStatus,
    JourneyVersion,
    Rehearsal,
    RehearsalState,
)
from ...journeys.policies.graph import Problem
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..analytics.fields import kpis_field, resolve_kpis
from ..authors import NAME, name_of
from ..enums import described_enum
from ..ids import node_id
from ..wording import worded
from .loaders import (
    InFlightByJourneyLoader,
    PeopleByJourneyLoader,
    StepsByEnrollmentLoader,
    VersionsByJourneyLoader,
)

CrmJourneyStatusEnum = described_enum(
    "CrmJourneyStatusEnum",
    JourneyStatus,
    "What a journey does with new and with present people.",
)
CrmEnrollmentStateEnum = described_enum(
    "CrmEnrollmentStateEnum", EnrollmentState, "Where a passage stands."
)
CrmRehearsalStateEnum = described_enum(
    "CrmRehearsalStateEnum", RehearsalState, "How far a rehearsal is."
)


class CrmJourneyVersion(BaseObjectType):
    """One definition of a journey."""

    id = graphene.ID(required=True, description="The ID of the version.")
    number = graphene.Int(
        required=True, description="Its number, counted in the journey."
    )
    definition = JSON(
        required=True, description="The definition, as the reference describes it."
    )
    published_at = DateTime(description="When it was published; null for a draft.")
    published_by = graphene.String(required=True, description="Who published it.")
    published_by_name = graphene.String(description=f"What whoever published it {NAME}")
    fingerprint = graphene.String(
        required=True,
        description="What tells this state from the next; saving a draft can name it.",
    )

    class Meta:
        description = "One definition of a journey; once published it never changes."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: JourneyVersion, _info: ResolveInfo) -> str:
        return node_id("CrmJourneyVersion", root.pk)

    @staticmethod
    def resolve_published_by_name(root: JourneyVersion, info: ResolveInfo) -> Any:
        return name_of(root.published_by, info)

    @staticmethod
    def resolve_fingerprint(root: JourneyVersion, _info: ResolveInfo) -> str:
        return fingerprint(root.definition)


class CrmJourneyPeople(BaseObjectType):
    """How many people stand at one step."""

    version = graphene.Int(
        required=True, description="The number of the version that they are on."
    )
    step = graphene.String(
        required=True,
        description="The step at which they stand; empty before the first one.",
    )
    state = CrmEnrollmentStateEnum(required=True, description="How they stand there.")
    people = graphene.Int(required=True, description="How many there are.")

    class Meta:
        description = "How many people stand at one step of one version."
        doc_category = DOC_CATEGORY


class CrmJourney(BaseObjectType):
    """What the shop does for a person over time."""

    id = graphene.ID(required=True, description="The ID of the journey.")
    code = graphene.String(required=True, description="A short code, unique.")
    name = graphene.String(required=True, description="The name that staff see.")
    status = CrmJourneyStatusEnum(
        required=True, description="What it does with new and with present people."
    )
    created_at = DateTime(required=True, description="When it was made.")
    current_version = graphene.Field(
        CrmJourneyVersion, description="The version that new people enter."
    )
    draft = graphene.Field(
        CrmJourneyVersion, description="The version that is not published yet."
    )
    versions = NonNullList(
        CrmJourneyVersion, required=True, description="All versions, newest first."
    )
    in_flight = graphene.Int(
        required=True,
        description="How many people are expected, inside or watched at this moment.",
    )
    people = NonNullList(
        CrmJourneyPeople,
        required=True,
        description="Where people stand at this moment, the stuck ones too; nobody who is through.",
    )
    kpis = kpis_field()
    resolve_kpis = staticmethod(resolve_kpis)

    class Meta:
        description = "What the shop does for a person over time, step by step."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Journey, _info: ResolveInfo) -> str:
        return node_id("CrmJourney", root.pk)

    @staticmethod
    def resolve_versions(root: Journey, info: ResolveInfo) -> Any:
        return VersionsByJourneyLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_current_version(root: Journey, info: ResolveInfo) -> Any:
        return (
            VersionsByJourneyLoader(info.context)
            .load(root.pk)
            .then(lambda rows: _first(row for row in rows if row.pk == root.current_id))
        )

    @staticmethod
    def resolve_draft(root: Journey, info: ResolveInfo) -> Any:
        return (
            VersionsByJourneyLoader(info.context)
            .load(root.pk)
            .then(lambda rows: _first(row for row in rows if row.published_at is None))
        )

    @staticmethod
    def resolve_in_flight(root: Journey, info: ResolveInfo) -> Any:
        return InFlightByJourneyLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_people(root: Journey, info: ResolveInfo) -> Any:
        return PeopleByJourneyLoader(info.context).load(root.pk)


def _first(rows: Any) -> JourneyVersion | None:
    return next(iter(rows), None)


class CrmJourneyConnection(NonNullConnection):
    """A page of journeys."""

    class Meta:
        node = CrmJourney
        description = "A page of journeys, oldest first."
        doc_category = DOC_CATEGORY


class CrmJourneyProblem(BaseObjectType):
    """One thing that is wrong with a definition."""

    path = graphene.String(
        required=True, description="Where, such as `steps.first_reminder.next`."
    )
    message = graphene.String(required=True, description="What is wrong there.")

    class Meta:
        description = "One thing that is wrong with a definition."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_message(root: Problem, info: ResolveInfo) -> str:
        return worded(root.message, info)


class CrmPassedStep(BaseObjectType):
    """A step that a passage has left behind."""

    step = graphene.String(required=True, description="The step's name.")
    outcome = graphene.String(
        required=True, description="Which way it was left, as a code."
    )
    numbers = JSON(required=True, description="The values that led to it.")
    at = DateTime(required=True, description="When it was left.")

    class Meta:
        description = "A step that a passage has left behind, and why that way."
        doc_category = DOC_CATEGORY


class CrmEnrollment(BaseObjectType):
    """One person's passage through a journey."""

    id = graphene.ID(required=True, description="The ID of the passage.")
    journey = graphene.Field(CrmJourney, required=True, description="The journey.")
    version = graphene.Field(
        CrmJourneyVersion,
        required=True,
        description="The version that the person is on.",
    )
    profile_id = graphene.ID(
        required=True, description="The ID of the person (`CrmProfile`)."
    )
    state = CrmEnrollmentStateEnum(
        required=True, description="Where the passage stands."
    )
    key = graphene.String(
        required=True, description="What it is about, such as `order:<id>`."
    )
    step = graphene.String(
        required=True, description="The step at which it stands, or an empty text."
    )
    occurred_at = DateTime(
        required=True, description="When that happened which began it."
    )
    entered_at = DateTime(description="When the person came in.")
    due_at = DateTime(description="When it is looked at next.")
    goal_at = DateTime(description="When the goal was reached.")
    ended_at = DateTime(description="When it was over.")
    end_reason = graphene.String(
        required=True, description="Why it was over, as a code; empty while it is not."
    )
    last_error = graphene.String(
        required=True,
        description="How the last try failed, or an empty text; of a passage that staff gave "
        "up, their reason stands before it.",
    )
    steps = NonNullList(
        CrmPassedStep,
        required=True,
        description="The steps that were left behind, in order.",
    )

    class Meta:
        description = "One person's passage through a journey."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Enrollment, _info: ResolveInfo) -> str:
        return node_id("CrmEnrollment", root.pk)

    @staticmethod
    def resolve_profile_id(root: Enrollment, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)

    @staticmethod
    def resolve_steps(root: Enrollment, info: ResolveInfo) -> Any:
        return StepsByEnrollmentLoader(info.context).load(root.pk)


class CrmEnrollmentConnection(NonNullConnection):
    """A page of passages."""

    class Meta:
        node = CrmEnrollment
        description = "A page of passages."
        doc_category = DOC_CATEGORY


class CrmJourneyMove(BaseObjectType):
    """People in flight who go from one version to another."""

    id = graphene.ID(required=True, description="The ID of the move.")
    moved = graphene.Int(
        required=True, description="How many people were moved until now."
    )
    finished_at = DateTime(description="When everybody was moved.")

    class Meta:
        description = "People in flight who go from one version to another."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Any, _info: ResolveInfo) -> str:
        return node_id("CrmJourneyMove", root.pk)


class CrmRehearsal(BaseObjectType):
    """A run of journeys over the past; nothing of it happens."""

    id = graphene.ID(required=True, description="The ID of the rehearsal.")
    state = CrmRehearsalStateEnum(required=True, description="How far it is.")
    since = DateTime(required=True, description="The beginning of the time it plays.")
    until = DateTime(required=True, description="The end of that time, not included.")
    progress = graphene.Float(
        required=True, description="The part of that time that was played, 0 to 1."
    )
    report = JSON(
        description=(
            "By journey and week how many were expected, came in, would have been sent "
            "something or refused and why; for one person every decision. Null until it is done."
        )
    )
    error = graphene.String(required=True, description="Why it failed, or empty.")
    created_at = DateTime(required=True, description="When it was asked for.")
    finished_at = DateTime(description="When it was over.")

    class Meta:
        description = "A run of journeys over the past with a simulated clock."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Rehearsal, _info: ResolveInfo) -> str:
        return node_id("CrmRehearsal", root.pk)

    @staticmethod
    def resolve_progress(root: Rehearsal, _info: ResolveInfo) -> float:
        if root.reached_at is None:
            return 0.0
        return (root.reached_at - root.since) / (root.until - root.since)
