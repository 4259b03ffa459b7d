"""What staff may ask about imports."""

from typing import Any

import graphene

from ...imports.import_kind import kinds
from ...imports.queries import imports
from ...saleor_adapter.graphql import NonNullList, PermissionsField, ResolveInfo
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..pages import KeysetConnectionField, newest_first
from ..reading import reading
from .mutations import STAFF
from .types import CrmImport, CrmImportConnection, CrmImportKind


class ImportQueries(graphene.ObjectType):
    """Imports, and what can be imported."""

    crm_import = PermissionsField(
        CrmImport,
        id=graphene.ID(required=True, description="The ID of the import."),
        description="Look up an import.",
        permissions=list(STAFF),
        doc_category=DOC_CATEGORY,
    )
    crm_imports = KeysetConnectionField(
        CrmImportConnection,
        description="All imports, newest first.",
        permissions=list(STAFF),
        doc_category=DOC_CATEGORY,
    )
    crm_import_kinds = PermissionsField(
        NonNullList(CrmImportKind),
        required=True,
        description="What can be brought in by files.",
        permissions=list(STAFF),
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_import(_root: Any, info: ResolveInfo, id: str) -> Any:
        import_id = asked_row_id(id, "CrmImport", argument="id")
        with reading(info) as using:
            return imports(using=using).filter(pk=import_id).first()

    @staticmethod
    def resolve_crm_imports(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        with reading(info) as using:
            rows = imports(using=using)
            return newest_first(
                CrmImportConnection, rows, info, first=first, after=after
            )

    @staticmethod
    def resolve_crm_import_kinds(_root: Any, _info: ResolveInfo) -> Any:
        return list(kinds)
