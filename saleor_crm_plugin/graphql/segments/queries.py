"""What staff may ask about segments."""

from typing import Any

import graphene
from graphql import GraphQLError

from ...core import clock
from ...core.errors import CrmError
from ...core.sentences import Sentence
from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseObjectType,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...segments import queries
from ...segments.field import fields
from ...segments.models import Segment
from ...segments.policies.values import is_text
from ...segments.ready_made_segment import ReadyMadeSegment, ready_made_segments
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import (
    CrmSegment,
    CrmSegmentConnection,
    CrmSegmentExplanation,
    CrmSegmentField,
    CrmSegmentOfProfile,
    CrmSegmentPreview,
    flattened,
)

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]
PEOPLE = [AccountPermissions.MANAGE_USERS]
RULE = "The rule, as the reference of segments describes it."
LONGEST_SEARCH = 120


class CrmReadyMadeSegment(BaseObjectType):
    """A segment that comes with the plugin."""

    code = graphene.String(required=True, description="Its code.")
    name = graphene.String(required=True, description="What it is called.")
    description = graphene.String(required=True, description="Whom it means.")
    settings_schema = JSON(
        required=True, description="What the shop has to say for it, as JSON Schema."
    )

    class Meta:
        description = "A segment that comes with the plugin."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_settings_schema(
        root: type[ReadyMadeSegment], _info: ResolveInfo
    ) -> Any:
        return root.Settings.model_json_schema()

    @staticmethod
    def resolve_name(root: type[ReadyMadeSegment], _info: ResolveInfo) -> str:
        return root.label

    @staticmethod
    def resolve_description(root: type[ReadyMadeSegment], _info: ResolveInfo) -> str:
        return (root.__doc__ or "").strip().splitlines()[0]


class SegmentQueries(graphene.ObjectType):
    """Rules for those who manage discounts; who is in them for those who manage users."""

    crm_segment = PermissionsField(
        CrmSegment,
        id=graphene.ID(required=True, description="The ID of the segment."),
        description="Look up a segment.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_segments = KeysetConnectionField(
        CrmSegmentConnection,
        search=graphene.String(description="Only those whose name has this in it."),
        with_archived=graphene.Boolean(description="Also those out of use."),
        description="All segments, by name.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_segment_fields = PermissionsField(
        NonNullList(CrmSegmentField),
        required=True,
        description="Everything that a rule can ask, by code.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_segment_preview = PermissionsField(
        CrmSegmentPreview,
        rule=JSON(required=True, description=f"{RULE} Saved or not."),
        required=True,
        description=(
            "Count who a rule would mean, before it is saved. Refused with `too_slow` when "
            "the database does not answer within a few seconds."
        ),
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_segment_explain = PermissionsField(
        NonNullList(CrmSegmentExplanation),
        profile=graphene.ID(required=True, description="The ID of the person."),
        segment=graphene.ID(description="The ID of the segment."),
        rule=JSON(description=f"In place of a segment: {RULE}"),
        description=(
            "Say of every part of a rule what it asks, what is known of the person, and "
            "whether it is so; null for who is not there."
        ),
        permissions=PEOPLE,
        doc_category=DOC_CATEGORY,
    )
    crm_profile_segments = PermissionsField(
        NonNullList(CrmSegmentOfProfile),
        profile=graphene.ID(required=True, description="The ID of the person."),
        required=True,
        description="The segments that a person is in now, by name.",
        permissions=PEOPLE,
        doc_category=DOC_CATEGORY,
    )
    crm_ready_made_segments = PermissionsField(
        NonNullList(CrmReadyMadeSegment),
        required=True,
        description="The segments that come with the plugin, by code.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_segment(_root: Any, info: ResolveInfo, id: str) -> Segment | None:
        row_id = asked_row_id(id, "CrmSegment", argument="id")
        with reading(info) as using:
            return Segment.objects.using(using).filter(pk=row_id).first()

    @staticmethod
    def resolve_crm_segments(  # noqa: PLR0913 the arguments of the field
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        search: str = "",
        with_archived: bool = False,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [str, number])
        if not is_text(search, longest=LONGEST_SEARCH):
            raise refused_argument(
                "search",
                Sentence("A text of at most {most} characters.", most=LONGEST_SEARCH),
            )
        with reading(info) as using:
            rows = queries.segments_page(
                first=size + 1,
                after=cursor and (cursor[0], cursor[1]),
                search=search,
                with_archived=with_archived,
                using=using,
            )
        return keyset_page(
            CrmSegmentConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.name, row.pk],
        )

    @staticmethod
    def resolve_crm_segment_fields(_root: Any, _info: ResolveInfo) -> Any:
        return list(fields)

    @staticmethod
    def resolve_crm_segment_preview(_root: Any, info: ResolveInfo, rule: Any) -> Any:
        with reading(info) as using:
            try:
                return queries.preview(rule, now=clock.now(), using=using)
            except CrmError as refusal:
                raise _refused(refusal) from refusal

    @staticmethod
    def resolve_crm_segment_explain(
        _root: Any,
        info: ResolveInfo,
        profile: str,
        segment: str | None = None,
        rule: Any = None,
    ) -> Any:
        profile_id = asked_row_id(profile, "CrmProfile", argument="profile")
        if (segment is None) == (rule is None):
            raise refused_argument("rule", Sentence("Give either a segment or a rule."))
        if segment is not None:
            rule = {"segment": asked_row_id(segment, "CrmSegment", argument="segment")}
        with reading(info) as using:
            try:
                found = queries.explain_rule(
                    rule, profile_id, now=clock.now(), using=using
                )
            except CrmError as refusal:
                raise _refused(refusal) from refusal
        return found and flattened(found)

    @staticmethod
    def resolve_crm_profile_segments(
        _root: Any, info: ResolveInfo, profile: str
    ) -> Any:
        profile_id = asked_row_id(profile, "CrmProfile", argument="profile")
        with reading(info) as using:
            return queries.segments_of([profile_id], using=using)[profile_id]

    @staticmethod
    def resolve_crm_ready_made_segments(_root: Any, _info: ResolveInfo) -> Any:
        return list(ready_made_segments)


def _refused(refusal: CrmError) -> GraphQLError:
    """Return the error that refuses the query, with the place in the rule and the action's code."""
    return GraphQLError(
        refusal.message,
        extensions={"field": refusal.field, "code": str(refusal.code).upper()},
    )
