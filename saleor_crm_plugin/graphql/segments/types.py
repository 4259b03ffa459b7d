"""Segments, who is in them and why, and what a rule can ask."""

from typing import Any

import graphene

from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    PermissionDenied,
    ResolveInfo,
)
from ...segments.explaining import Explained
from ...segments.field import Field
from ...segments.models import ChangeReason, Segment, SegmentKind, SegmentMember
from ...segments.policies.values import Operator, ValueKind, operators_of, shape_of
from ...segments.queries import Preview, members_page
from .. import DOC_CATEGORY
from ..access import is_allowed
from ..enums import described_enum
from ..identity.types import CrmProfile
from ..ids import node_id
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from .loaders import LastAuthorLoader, MemberCountLoader, MemberPersonLoader

CrmSegmentKindEnum = described_enum(
    "CrmSegmentKindEnum", SegmentKind, "Whether a rule decides who is in, or staff."
)
CrmSegmentChangeReasonEnum = described_enum(
    "CrmSegmentChangeReasonEnum",
    ChangeReason,
    "Why somebody came into a segment or left it.",
)


def require_people(info: ResolveInfo) -> None:
    """Refuse whoever may not manage customers."""
    if not is_allowed(info, AccountPermissions.MANAGE_USERS):
        raise PermissionDenied(permissions=[AccountPermissions.MANAGE_USERS])


class CrmSegmentMember(BaseObjectType):
    """Somebody's time in a segment."""

    profile = graphene.Field(CrmProfile, description="The person.")
    joined_at = DateTime(required=True, description="When the person came in.")
    join_reason = CrmSegmentChangeReasonEnum(
        required=True, description="Why the person came in."
    )

    class Meta:
        description = "Somebody's time in a segment."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_profile(root: SegmentMember, info: ResolveInfo) -> Any:
        return MemberPersonLoader(info.context).load(root.profile_id)


class CrmSegmentMemberConnection(NonNullConnection):
    """A page of members."""

    class Meta:
        doc_category = DOC_CATEGORY
        node = CrmSegmentMember


class CrmSegment(BaseObjectType):
    """A saved rule, or a list of people."""

    id = graphene.ID(required=True, description="The ID of the segment.")
    number = graphene.Int(
        required=True, description="The number by which rules name the segment."
    )
    name = graphene.String(required=True, description="The name that staff see.")
    description = graphene.String(required=True, description="What it is for.")
    kind = CrmSegmentKindEnum(
        required=True, description="Whether a rule decides who is in, or staff."
    )
    rule = JSON(description="The rule, as the reference of segments describes it.")
    version = graphene.Int(
        required=True, description="How often the segment has changed."
    )
    changed_at = DateTime(required=True, description="When it was changed last.")
    changed_by = graphene.String(
        description="Who changed it last: a name, or `user:` or `app:` and a number."
    )
    is_current = graphene.Boolean(
        required=True,
        description="Whether everybody was looked at since the rule changed last.",
    )
    filled_at = DateTime(description="When everybody was looked at last.")
    archived_at = DateTime(description="When the segment was taken out of use.")
    count = graphene.Int(required=True, description="How many people are in it now.")
    members = KeysetConnectionField(
        CrmSegmentMemberConnection,
        required=True,
        description="Who is in it now, the earliest known first. Requires MANAGE_USERS.",
    )

    class Meta:
        description = "A saved rule, or a list of people."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Segment, _info: ResolveInfo) -> str:
        return node_id("CrmSegment", root.pk)

    @staticmethod
    def resolve_number(root: Segment, _info: ResolveInfo) -> int:
        return root.pk

    @staticmethod
    def resolve_changed_by(root: Segment, info: ResolveInfo) -> Any:
        return LastAuthorLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_is_current(root: Segment, _info: ResolveInfo) -> bool:
        return root.kind == SegmentKind.LIST or root.filled_version == root.version

    @staticmethod
    def resolve_count(root: Segment, info: ResolveInfo) -> Any:
        return MemberCountLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_members(
        root: Segment,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        require_people(info)
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        with reading(info) as using:
            rows = members_page(
                root.pk,
                first=size + 1,
                after=cursor[0] if cursor else 0,
                using=using,
            )
        return keyset_page(
            CrmSegmentMemberConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.profile_id],
        )


class CrmSegmentConnection(NonNullConnection):
    """A page of segments."""

    class Meta:
        doc_category = DOC_CATEGORY
        node = CrmSegment


class CrmSegmentOfProfile(BaseObjectType):
    """A segment that a person is in."""

    segment = graphene.Field(CrmSegment, required=True, description="The segment.")
    joined_at = DateTime(required=True, description="Since when the person is in it.")
    join_reason = CrmSegmentChangeReasonEnum(
        required=True, description="Why the person came in."
    )

    class Meta:
        description = "A segment that a person is in."
        doc_category = DOC_CATEGORY


class CrmSegmentChoice(BaseObjectType):
    """A value that a condition can compare with."""

    value = graphene.String(required=True, description="The value.")
    label = graphene.String(required=True, description="What it is called.")

    class Meta:
        description = "A value that a condition can compare with."
        doc_category = DOC_CATEGORY


class CrmSegmentOperator(BaseObjectType):
    """A way to compare a field."""

    code = graphene.String(required=True, description="The operator's code in a rule.")
    shape = graphene.String(
        required=True,
        description=(
            "What stands beside it: `nothing`, `one`, `many`, `pair`, `days` or `date`."
        ),
    )

    class Meta:
        description = "A way to compare a field."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_code(root: Operator, _info: ResolveInfo) -> str:
        return root.value

    @staticmethod
    def resolve_shape(root: Operator, _info: ResolveInfo) -> str:
        return shape_of(root).value


CrmSegmentValueKindEnum = described_enum(
    "CrmSegmentValueKindEnum", ValueKind, "What a field's values are."
)


class CrmSegmentField(BaseObjectType):
    """Something that a rule can ask."""

    code = graphene.String(required=True, description="The field's code in a rule.")
    label = graphene.String(required=True, description="What it is called.")
    group = graphene.String(required=True, description="Under what it is listed.")
    help = graphene.String(required=True, description="What it means, in a sentence.")
    kind = CrmSegmentValueKindEnum(required=True, description="What its values are.")
    unit = graphene.String(required=True, description="The unit, or an empty text.")
    operators = NonNullList(
        CrmSegmentOperator, required=True, description="How it can be compared."
    )
    choices = NonNullList(
        CrmSegmentChoice,
        required=True,
        description="All values there are, where they are few; else none.",
    )
    chosen_from = graphene.String(
        required=True,
        description="Of what its values are, such as `category`; empty for free ones.",
    )
    takes_window = graphene.Boolean(
        required=True, description="Whether it can be asked of the last so many days."
    )
    scope_schema = JSON(
        required=True, description="What it can be narrowed to (`of`), as JSON Schema."
    )

    class Meta:
        description = "Something that a rule can ask."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_help(root: type[Field], _info: ResolveInfo) -> str:
        return (root.__doc__ or "").strip().splitlines()[0]

    @staticmethod
    def resolve_kind(root: type[Field], _info: ResolveInfo) -> str:
        return root.kind.value

    @staticmethod
    def resolve_operators(root: type[Field], _info: ResolveInfo) -> Any:
        return operators_of(root.kind, is_always_known=root.default is not None)

    @staticmethod
    def resolve_choices(root: type[Field], _info: ResolveInfo) -> Any:
        return [
            CrmSegmentChoice(value=value, label=label)
            for value, label in root.choices.items()
        ]

    @staticmethod
    def resolve_scope_schema(root: type[Field], _info: ResolveInfo) -> Any:
        return root.Of.model_json_schema()


class CrmSegmentReach(BaseObjectType):
    """How many people marketing would reach by one channel."""

    channel = graphene.String(required=True, description="The channel.")
    count = graphene.Int(required=True, description="How many people.")

    class Meta:
        description = "How many people marketing would reach by one channel."
        doc_category = DOC_CATEGORY


class CrmSegmentPreview(BaseObjectType):
    """Who a rule would mean now."""

    count = graphene.Int(required=True, description="How many people.")
    reachable = NonNullList(
        CrmSegmentReach,
        required=True,
        description="How many of them marketing would reach, by channel.",
    )
    sample = NonNullList(
        CrmProfile,
        description="Some of them. Requires MANAGE_USERS; null without it.",
    )

    class Meta:
        description = "Who a rule would mean now."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_reachable(root: Preview, _info: ResolveInfo) -> Any:
        return [
            CrmSegmentReach(channel=channel, count=count)
            for channel, count in sorted(root.reachable.items())
        ]

    @staticmethod
    def resolve_sample(root: Preview, info: ResolveInfo) -> Any:
        if not is_allowed(info, AccountPermissions.MANAGE_USERS):
            return None
        return MemberPersonLoader(info.context).load_many(list(root.sample))


class CrmSegmentExplanation(BaseObjectType):
    """One part of a rule, and what it came to for one person."""

    path = graphene.String(required=True, description="Its place in the rule.")
    depth = graphene.Int(required=True, description="How deep it stands in the rule.")
    kind = graphene.String(
        required=True,
        description="One of `all`, `any`, `not`, `segment` and `condition`.",
    )
    asked = graphene.String(required=True, description="What was asked, in words.")
    known = graphene.String(
        required=True,
        description="What is known of the person, in words; empty for groups.",
    )
    is_met = graphene.Boolean(
        required=True, description="Whether it is so for the person."
    )
    segment_name = graphene.String(
        required=True,
        description="The name of the segment that is asked for; empty for all else.",
    )
    rule = JSON(
        description="The condition as rules write it, for clients with words of their own."
    )
    known_value = JSON(
        description="What is known of the person as rules compare it; a day of every year as "
        "`05-31`. Null where nothing is known."
    )

    class Meta:
        description = "One part of a rule, and what it came to for one person."
        doc_category = DOC_CATEGORY


def flattened(explained: Explained, depth: int = 0) -> list[CrmSegmentExplanation]:
    """Return the parts in their order, each with its depth: a tree has no end in GraphQL."""
    own = CrmSegmentExplanation(
        path=explained.path,
        depth=depth,
        kind=explained.kind,
        asked=explained.asked,
        known=explained.known,
        is_met=explained.is_met,
        segment_name=explained.segment_name,
        rule=explained.rule,
        known_value=explained.known_value,
    )
    return [
        own,
        *(one for part in explained.parts for one in flattened(part, depth + 1)),
    ]
