"""Rehearse, run, undo and cancel imports; and fetch lists."""

import logging
from typing import Any

import graphene

from ....core import clock
from ....core.sentences import Sentence
from ....imports.actions.steer import (
    ask_to_rehearse,
    ask_to_run,
    ask_to_undo,
    cancel_import,
    try_again,
)
from ....imports.errors import InvalidOptions, UnknownKind
from ....imports.export import exports
from ....imports.links import download_url
from ....imports.queries import imports
from ....saleor_adapter.db import WRITER
from ....saleor_adapter.graphql import ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmImport
from . import STAFF, CrmImportError, require_may_import

logger = logging.getLogger(__name__)


def _import_id(info: ResolveInfo, given: str) -> int:
    import_id = node_row_id(given, "CrmImport", field="id")
    job = imports(using=WRITER).filter(pk=import_id).first()
    if job is not None:
        require_may_import(info, job.kind)
    return import_id


class CrmImportRehearse(CrmMutation):
    """Have a file judged."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")

    class Meta:
        description = "Have every row of a file judged: what would come of it; nothing else is written."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(crm_import=ask_to_rehearse(_import_id(info, id)))


class CrmImportRun(CrmMutation):
    """Have a file carried out."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")

    class Meta:
        description = "Have every row of a file carried out, in batches."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(crm_import=ask_to_run(_import_id(info, id)))


class CrmImportUndo(CrmMutation):
    """Have an import taken back."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")

    class Meta:
        description = (
            "Have what an import did taken back, as far as nothing has happened since."
        )
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(crm_import=ask_to_undo(_import_id(info, id)))


class CrmImportCancel(CrmMutation):
    """Stop an import."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")

    class Meta:
        description = "Stop an import after its present batch; what was done stays and can be undone."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(crm_import=cancel_import(_import_id(info, id), now=clock.now()))


class CrmImportRetry(CrmMutation):
    """Try an import again."""

    crm_import = graphene.Field(CrmImport, description="The import after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the import.")

    class Meta:
        description = "Have an import that has failed gone on with where it was."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        return cls(crm_import=try_again(_import_id(info, id)))


class CrmExportCreate(CrmMutation):
    """Get the address of a list."""

    url = graphene.String(description="Where the list can be fetched, for ten minutes.")

    class Arguments:
        kind = graphene.String(
            required=True,
            description="The list: `customers` or `points_history`.",
        )
        program = graphene.ID(
            description="The ID of the program whose points are asked for."
        )

    class Meta:
        description = "Get the address at which a list can be fetched as CSV."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmImportError

    @classmethod
    def act(cls, info: ResolveInfo, *, kind: str, program: str | None = None) -> Any:
        if kind not in exports or exports[kind].needs == "import":
            raise UnknownKind(kind)
        subject = 0
        if exports[kind].needs == "program":
            if program is None:
                raise InvalidOptions(Sentence("Say of which program."), field="program")
            subject = node_row_id(program, "CrmProgram", field="program")
        exports[kind]().check(subject)
        url = download_url(kind, subject)
        logger.info("List %s of %s was asked for by %s", kind, subject, author_of(info))
        return cls(url=url)
