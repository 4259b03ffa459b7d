"""Make, change, copy and archive segments, and install those of the plugin."""

from collections.abc import Callable
from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    DiscountPermissions,
    ResolveInfo,
)
from ....segments.actions.install import install_ready_made
from ....segments.actions.save import (
    archive_segment,
    create_segment,
    duplicate_segment,
    snapshot_segment,
    update_segment,
)
from ....segments.models import Segment, SegmentKind
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmSegment
from . import CrmSegmentError

STAFF = (DiscountPermissions.MANAGE_DISCOUNTS,)
PEOPLE = (AccountPermissions.MANAGE_USERS,)
RULE = "The rule, as the reference of segments describes it."
AFTER_IT = "The segment after it."


class CrmSegmentCreate(CrmMutation):
    """Make a segment."""

    segment = graphene.Field(CrmSegment, description="The new segment.")

    class Arguments:
        name = graphene.String(required=True, description="A name of its own.")
        description = graphene.String(description="What it is for.")
        rule = JSON(description=f"{RULE} Without one it is a list.")

    class Meta:
        description = "Make a segment of a rule, which is filled within seconds, or an empty list."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, name: str, description: str = "", rule: Any = None
    ) -> Any:
        row = create_segment(
            name,
            kind=SegmentKind.LIST if rule is None else SegmentKind.RULE,
            rule=rule,
            description=description,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(segment=row)


class CrmSegmentUpdate(CrmMutation):
    """Change a segment."""

    segment = graphene.Field(CrmSegment, description=AFTER_IT)

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the segment.")
        name = graphene.String(description="Another name.")
        description = graphene.String(description="What it is for.")
        rule = JSON(description=f"Another rule. {RULE}")
        version = graphene.Int(
            required=True,
            description="The version that was read: refused if it has changed since.",
        )

    class Meta:
        description = (
            "Change a segment's name or rule; who is in it follows within seconds."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, **changes: Any) -> Any:
        row = update_segment(
            node_row_id(id, "CrmSegment", field="id"),
            name=changes.get("name"),
            description=changes.get("description"),
            rule=changes.get("rule"),
            version=changes.get("version"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(segment=row)


class SegmentCopy(CrmMutation):
    """Base of what makes another segment out of one."""

    segment = graphene.Field(CrmSegment, description="The new segment.")
    make: Callable[..., Segment]

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the segment.")
        name = graphene.String(required=True, description="The new segment's name.")

    class Meta:
        abstract = True

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, name: str) -> Any:
        row = cls.make(
            node_row_id(id, "CrmSegment", field="id"),
            name=name,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(segment=row)


class CrmSegmentDuplicate(SegmentCopy):
    """Copy a segment."""

    make = staticmethod(duplicate_segment)

    class Meta:
        description = (
            "Make another segment of the same rule, or another list of the same people."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError


class CrmSegmentSnapshot(SegmentCopy):
    """Make a list out of a segment."""

    make = staticmethod(snapshot_segment)

    class Meta:
        description = (
            "Make a list of those who are in a segment now; it does not follow further."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError


class CrmSegmentArchive(CrmMutation):
    """Take a segment out of use."""

    segment = graphene.Field(CrmSegment, description=AFTER_IT)

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the segment.")

    class Meta:
        description = (
            "Take a segment out of use; refused while rules of others or campaigns at work "
            "name it."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        row = archive_segment(
            node_row_id(id, "CrmSegment", field="id"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(segment=row)


class CrmReadyMadeSegmentInstall(CrmMutation):
    """Install a segment that comes with the plugin."""

    segment = graphene.Field(CrmSegment, description="The new segment.")

    class Arguments:
        code = graphene.String(
            required=True, description="The code of the ready-made segment."
        )
        name = graphene.String(description="Another name than its own.")
        settings = JSON(description="What the shop has to say for it.")

    class Meta:
        description = "Make a segment out of one that comes with the plugin."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmSegmentError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, code: str, name: str = "", settings: Any = None
    ) -> Any:
        row = install_ready_made(
            code,
            name=name,
            settings={} if settings is None else settings,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(segment=row)
