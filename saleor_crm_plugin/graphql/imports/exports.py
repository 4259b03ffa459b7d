"""Lists of a segment's members, made by a worker: asked for, looked at and fetched."""

from collections.abc import Sequence
from typing import Any

import graphene

from ...core import clock
from ...imports.actions.export_members import ask_for_members
from ...imports.export_models import ExportFormat, ExportJob, ExportState
from ...imports.links import made_list_url
from ...imports.queries import export_jobs
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import author_of
from ..authors import Authored
from ..enums import described_enum
from ..errors import CrmMutation
from ..ids import asked_row_id, node_id, node_row_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from .mutations import STAFF, CrmImportError

CrmExportState = described_enum("CrmExportState", ExportState, "How far a list is.")
CrmExportFormat = described_enum(
    "CrmExportFormat", ExportFormat, "What a list is written as."
)


class CrmExport(Authored, BaseObjectType):
    """A list that is made as a file."""

    id = graphene.ID(required=True, description="The ID of the list.")
    kind = graphene.String(required=True, description="The code of what is listed.")
    state = graphene.Field(CrmExportState, required=True, description="How far it is.")
    format = graphene.Field(
        CrmExportFormat, required=True, description="What it is written as."
    )
    segment = graphene.ID(required=True, description="The ID of the segment.")
    columns = NonNullList(
        graphene.String, required=True, description="Its columns, in their order."
    )
    rows = graphene.Int(
        required=True, description="How many people there were when it was asked for."
    )
    handled = graphene.Int(required=True, description="How many are in it by now.")
    started_over = graphene.Int(
        required=True,
        description="How often it was begun anew because somebody was erased.",
    )
    url = graphene.String(
        description="Where it can be fetched until it expires; null before it is ready."
    )
    author = graphene.String(
        required=True, description="Who asked for it: `user:` or `app:` and a number."
    )
    asked_at = DateTime(required=True, description="When it was asked for.")
    ended_at = DateTime(description="When it was made.")
    expires_at = DateTime(description="Until when it is kept.")

    class Meta:
        description = "A list of a segment's members that is made as a file."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ExportJob, _info: ResolveInfo) -> str:
        return node_id("CrmExport", root.pk)

    @staticmethod
    def resolve_segment(root: ExportJob, _info: ResolveInfo) -> str:
        return node_id("CrmSegment", root.subject_id)

    @staticmethod
    def resolve_url(root: ExportJob, _info: ResolveInfo) -> str | None:
        is_ready = root.state == ExportState.READY
        return made_list_url(root.pk) if is_ready else None


class CrmExportConnection(NonNullConnection):
    """A page of lists."""

    class Meta:
        node = CrmExport
        description = "A page of lists, newest first."
        doc_category = DOC_CATEGORY


class ExportQueries(graphene.ObjectType):
    """Lists that are made as files."""

    crm_export = PermissionsField(
        CrmExport,
        id=graphene.ID(required=True, description="The ID of the list."),
        description="Look up a list that is made as a file.",
        permissions=list(STAFF),
        doc_category=DOC_CATEGORY,
    )
    crm_exports = KeysetConnectionField(
        CrmExportConnection,
        description="All lists that were asked for as files, newest first.",
        permissions=list(STAFF),
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_export(_root: Any, info: ResolveInfo, id: str) -> Any:
        job_id = asked_row_id(id, "CrmExport", argument="id")
        with reading(info) as using:
            return export_jobs(using=using).filter(pk=job_id).first()

    @staticmethod
    def resolve_crm_exports(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        with reading(info) as using:
            rows = export_jobs(using=using)
            return newest_first(
                CrmExportConnection, rows, info, first=first, after=after
            )


class CrmSegmentExport(CrmMutation):
    """Have a list of members made."""

    crm_export = graphene.Field(CrmExport, description="The list, which is being made.")

    class Arguments:
        segment = graphene.ID(required=True, description="The ID of the segment.")
        columns = NonNullList(
            graphene.String,
            description=(
                "The columns in their order, such as `email`, `joined_at`, "
                "`reachable:sms` or `attribute:shoe_size`; all if left out."
            ),
        )
        format = CrmExportFormat(
            description="What to write it as: CSV, or a workbook of 50,000 people at most."
        )

    class Meta:
        description = (
            "Have a worker make a list of a segment's members; it is kept for a day. "
            "Who asked for what is written to the log of changes."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    ARGUMENTS = {"id": "segment"}

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        segment: str,
        columns: Sequence[str] | None = None,
        format: str | None = None,
    ) -> Any:
        job = ask_for_members(
            node_row_id(segment, "CrmSegment", field="segment"),
            columns=columns or (),
            written_as=ExportFormat(format or ExportFormat.CSV),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(crm_export=job)
