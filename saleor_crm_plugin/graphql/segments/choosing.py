"""What staff choose from while they write a rule, and what a segment is used by."""

from typing import Any

import graphene
from graphql import GraphQLError

from ...core.sentences import Sentence
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...segments.choices import MOST_CHOICES, SOURCES, Choice, choices_from
from ...segments.error_codes import SegmentErrorCode
from ...segments.policies.values import LONGEST_TEXT, is_text
from ...segments.queries import named_by
from ...segments.segment_need import segment_needs
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import CrmSegmentChoice

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]
SEGMENTS = "segments"


class CrmSegmentUse(BaseObjectType):
    """Something that needs a segment."""

    kind = graphene.String(
        required=True, description="What it is: `segments`, `campaigns` or `journeys`."
    )
    name = graphene.String(required=True, description="The name that staff see.")

    class Meta:
        description = (
            "Something that needs a segment, which cannot be archived while it does."
        )
        doc_category = DOC_CATEGORY


class ChoosingQueries(graphene.ObjectType):
    """Names for what rules hold as numbers and codes."""

    crm_segment_choices = PermissionsField(
        NonNullList(CrmSegmentChoice),
        required=True,
        chosen_from=graphene.String(
            required=True,
            description=f"Of what: one of {', '.join(f'`{one}`' for one in SOURCES)}.",
        ),
        search=graphene.String(description="Only those whose name has this in it."),
        values=NonNullList(
            graphene.String,
            description="Only these values, to show the names of what a rule says already.",
        ),
        description=(
            f"What the values of a condition can be chosen from, by name; {MOST_CHOICES} at most. "
            "Refused with `TOO_SLOW` when the database does not answer within a few seconds."
        ),
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_segment_uses = PermissionsField(
        NonNullList(CrmSegmentUse),
        required=True,
        id=graphene.ID(required=True, description="The ID of the segment."),
        description="What needs a segment now: rules of others, campaigns and journeys at work.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_segment_choices(
        _root: Any,
        info: ResolveInfo,
        chosen_from: str,
        search: str = "",
        values: list[str] | None = None,
    ) -> list[Choice]:
        if chosen_from not in SOURCES:
            raise refused_argument(
                "chosenFrom", Sentence("One of {sources}.", sources=", ".join(SOURCES))
            )
        texts = [search, *(values or [])]
        if not all(is_text(one, longest=LONGEST_TEXT) for one in texts):
            raise refused_argument(
                "search",
                Sentence("Texts of at most {most} characters.", most=LONGEST_TEXT),
            )
        with reading(info) as using:
            found = choices_from(
                chosen_from,
                search=search.strip(),
                values=None if values is None else values[:MOST_CHOICES],
                using=using,
            )
        if found is None:
            raise GraphQLError(
                "The database did not answer in time.",
                extensions={
                    "field": "chosenFrom",
                    "code": SegmentErrorCode.TOO_SLOW.name,
                },
            )
        return found

    @staticmethod
    def resolve_crm_segment_uses(
        _root: Any, info: ResolveInfo, id: str
    ) -> list[CrmSegmentUse]:
        segment_id = asked_row_id(id, "CrmSegment", argument="id")
        # What is about to need a segment is asked as it will be when the segment is archived.
        with reading(info) as using, allow_writer():
            rules = [
                CrmSegmentUse(kind=SEGMENTS, name=row.name)
                for row in named_by(segment_id, using=using)
            ]
            return rules + [
                CrmSegmentUse(kind=need.code, name=name)
                for need in segment_needs
                for name in need().names(segment_id)
            ]
