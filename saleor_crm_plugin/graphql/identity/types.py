"""One person as staff see them."""

from typing import Any

import graphene

from ...identity.models import ProfileKind
from ...identity.queries import Person
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..behavior.types import BehaviorFields
from ..consent.loaders import PreferencesLoader, SuppressionsLoader
from ..consent.types import (
    CrmConsent,
    CrmConsentEventConnection,
    CrmSuppression,
    consent_events_of,
)
from ..enums import described_enum
from ..ids import node_id
from ..insight.fields import InsightFields
from ..loyalty.account_types import CrmLoyalty, Member
from ..loyalty.loaders import ProgramsLoader
from ..messaging.message_types import CrmMessageConnection, messages_of_profile
from ..pages import KeysetConnectionField
from ..privacy.types import PrivacyFields
from ..texts import checking_texts
from ..timeline.types import (
    CrmNoteConnection,
    CrmTimelineEntryConnection,
    notes_of,
    timeline_page,
)
from ..wording import wording_refusals
from .attributes import load_unknown_fields
from .details import DetailFields
from .identifiers import CrmIdentifier, load_identifiers
from .merging import CrmMerge, load_merges, load_survivor

CrmProfileKindEnum = described_enum(
    "CrmProfileKindEnum",
    ProfileKind,
    "How the shop came to know a person.",
)


class CrmProfile(
    BehaviorFields, PrivacyFields, DetailFields, InsightFields, BaseObjectType
):
    """One person: an account holder, a guest, or somebody who has bought nothing yet."""

    id = graphene.ID(required=True, description="The ID of the profile.")
    kind = CrmProfileKindEnum(
        required=True, description="How the shop came to know the person."
    )
    created_at = DateTime(
        required=True, description="When the shop came to know the person."
    )
    closed_at = DateTime(
        description="When the person's account was deleted in the shop."
    )
    erase_due_at = DateTime(
        description="When the person's data will be erased, if that is due."
    )
    erased_at = DateTime(description="When the person's data was erased.")
    first_name = graphene.String(
        required=True, description="First name, or an empty text."
    )
    last_name = graphene.String(
        required=True, description="Last name, or an empty text."
    )
    email = graphene.String(
        required=True, description="E-mail address, or an empty text."
    )
    email_is_verified = graphene.Boolean(
        required=True,
        description="Whether the person has proven by a link or code that the address is theirs.",
    )
    user_id = graphene.ID(
        description="The ID of the person's account in the shop (`User`)."
    )

    identifiers = NonNullList(
        CrmIdentifier,
        required=True,
        description="What points to the person, live ones first.",
    )
    merged_into = graphene.ID(
        description="The ID of the profile into which this one was merged, if it was."
    )
    merges = NonNullList(
        CrmMerge,
        required=True,
        description="The merges in which this profile was one of the two, newest first.",
    )
    unknown_fields = NonNullList(
        graphene.String,
        required=True,
        description="What the person could still be asked, in this order.",
    )
    loyalty_accounts = NonNullList(
        CrmLoyalty, required=True, description="The person's points in all programs."
    )
    timeline = KeysetConnectionField(
        CrmTimelineEntryConnection,
        required=True,
        types=NonNullList(
            graphene.String,
            description="Only entries of these types, such as `order.paid`.",
        ),
        description="What happened to the person, newest first.",
    )
    notes = KeysetConnectionField(
        CrmNoteConnection,
        required=True,
        description="What staff wrote about the person, newest first.",
    )

    consents = NonNullList(
        CrmConsent,
        required=True,
        description="What the person has granted, asked for or withdrawn.",
    )
    consent_history = KeysetConnectionField(
        CrmConsentEventConnection,
        required=True,
        description="Every act of consent, newest first.",
    )
    suppressions = NonNullList(
        CrmSuppression,
        required=True,
        description="Why addresses that the person has now are not written to.",
    )
    messages = KeysetConnectionField(
        CrmMessageConnection,
        required=True,
        description="What was said to the person, or was not and why, newest first.",
    )

    class Meta:
        description = "One person as the CRM knows them."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Person, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.id)

    @staticmethod
    def resolve_user_id(root: Person, _info: ResolveInfo) -> str | None:
        return None if root.user_id is None else node_id("User", root.user_id)

    resolve_identifiers = staticmethod(load_identifiers)
    resolve_merged_into = staticmethod(load_survivor)
    resolve_merges = staticmethod(load_merges)
    resolve_unknown_fields = staticmethod(load_unknown_fields)

    @staticmethod
    def resolve_loyalty_accounts(root: Person, info: ResolveInfo) -> Any:
        programs = ProgramsLoader(info.context).load("all")
        return programs.then(
            lambda rows: [Member(program=row, profile_id=root.id) for row in rows]
        )

    @staticmethod
    @wording_refusals
    @checking_texts
    def resolve_timeline(
        root: Person,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        types: list[str] | None = None,
    ) -> Any:
        return timeline_page(info, root.id, first=first, after=after, types=types)

    @staticmethod
    def resolve_notes(
        root: Person,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        return notes_of(info, root.id, first=first, after=after)

    @staticmethod
    def resolve_consents(root: Person, info: ResolveInfo) -> Any:
        return PreferencesLoader(info.context).load(root.id)

    @staticmethod
    def resolve_consent_history(
        root: Person,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        return consent_events_of(info, root.id, first=first, after=after)

    @staticmethod
    def resolve_suppressions(root: Person, info: ResolveInfo) -> Any:
        return SuppressionsLoader(info.context).load(root.id)

    @staticmethod
    def resolve_messages(
        root: Person,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        return messages_of_profile(info, root.id, first=first, after=after)


class CrmProfileConnection(NonNullConnection):
    """A page of profiles."""

    class Meta:
        node = CrmProfile
        description = "A page of profiles, newest first."
        doc_category = DOC_CATEGORY


def profile_cursor(person: Person) -> list[Any]:
    """Return what a page of profiles is continued by."""
    return [person.id]
