"""Hand in a file, and say what its columns are."""

from collections.abc import Sequence
from typing import Any

import graphene

from ....core import clock
from ....imports.actions.begin import begin_import, complete_file, map_columns
from ....imports.links import upload_url
from ....saleor_adapter.graphql import JSON, NonNullList, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmImport
from . import STAFF, CrmImportError, require_may_import


class CrmImportCreate(CrmMutation):
    """Begin an import."""

    crm_import = graphene.Field(CrmImport, description="The import, which waits.")
    upload_url = graphene.String(
        description=(
            "Where the file is posted in pieces of 1 MiB at most, with `?place=0` and so "
            "on, 48 at most; good for two hours."
        )
    )

    class Arguments:
        kind = graphene.String(required=True, description="The code of the kind.")
        file_name = graphene.String(
            required=True, description="The name of the file, for people."
        )
        options = JSON(description="What to say of the file: see `crmImportKinds`.")

    class Meta:
        description = (
            "Begin an import: post the file's pieces, then say that it is complete. "
            "Opening balances also need the permission to manage discounts."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        kind: str,
        file_name: str,
        options: dict[str, Any] | None = None,
    ) -> Any:
        require_may_import(info, kind)
        job = begin_import(
            kind,
            file_name,
            options or {},
            author=author_of(info),
            now=clock.now(),
        )
        return cls(crm_import=job, upload_url=upload_url(job.pk))


class CrmImportFileComplete(CrmMutation):
    """Say that the file is complete."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")
        pieces = graphene.Int(
            required=True, description="Of how many pieces the file is."
        )

    class Meta:
        description = "Say that all pieces of a file were posted; it is read then."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, _info: ResolveInfo, *, id: str, pieces: int) -> Any:
        import_id = node_row_id(id, "CrmImport", field="id")
        return cls(crm_import=complete_file(import_id, pieces, now=clock.now()))


class CrmImportMap(CrmMutation):
    """Say what the columns are."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")
        fields = NonNullList(
            graphene.String,
            required=True,
            description="The code of a field for each column; empty for none.",
        )
        options = JSON(description="What to say of the file: see `crmImportKinds`.")

    class Meta:
        description = (
            "Say what the columns of a file are, before it is rehearsed or run."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    ARGUMENTS = {"mapping": "fields"}

    @classmethod
    def act(
        cls,
        _info: ResolveInfo,
        *,
        id: str,
        fields: Sequence[str],
        options: dict[str, Any] | None = None,
    ) -> Any:
        import_id = node_row_id(id, "CrmImport", field="id")
        return cls(crm_import=map_columns(import_id, fields, options or {}))
