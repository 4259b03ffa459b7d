"""Imports with their columns, counts and faults; and the kinds of what can be brought in."""

from typing import Any

import graphene

from ...imports.error_codes import FileProblem, Problem
from ...imports.import_kind import ImportKind
from ...imports.links import download_url
from ...imports.models import Import, ImportRow, ImportState, Outcome
from ...imports.queries import faulty_rows
from ...imports.reasons import file_reason, reason
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..authors import Authored
from ..enums import described_enum
from ..ids import node_id
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..points import CrmPoints
from ..reading import reading

CrmImportState = described_enum(
    "CrmImportState", ImportState, "Where an import stands."
)
CrmImportOutcome = described_enum(
    "CrmImportOutcome", Outcome, "What came of a row, or would come of it."
)
CrmImportProblem = described_enum(
    "CrmImportProblem", Problem, "What is wrong with a row."
)
CrmImportFileProblem = described_enum(
    "CrmImportFileProblem", FileProblem, "Why a file cannot be read."
)


class CrmImportField(BaseObjectType):
    """What a column can be."""

    code = graphene.String(required=True, description="The code of the field.")
    label = graphene.String(required=True, description="The name of the field.")
    is_required = graphene.Boolean(
        required=True, description="Whether a column must be given to it."
    )

    class Meta:
        description = "What a column of a file can be."
        doc_category = DOC_CATEGORY


class CrmImportKind(BaseObjectType):
    """One kind of what can be brought in."""

    code = graphene.String(required=True, description="The code of the kind.")
    label = graphene.String(required=True, description="The name of the kind.")
    fields = NonNullList(
        CrmImportField, required=True, description="What its columns can be."
    )
    takes_attributes = graphene.Boolean(
        required=True,
        description="Whether a column can be an attribute too, as `attribute:name`.",
    )
    options = JSON(required=True, description="The options, as a JSON schema.")

    class Meta:
        description = "One kind of what can be brought in by a file."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_options(root: type[ImportKind], _info: ResolveInfo) -> Any:
        return root.Options.model_json_schema()


class CrmImportColumn(BaseObjectType):
    """One column of a file."""

    header = graphene.String(required=True, description="What stands above it.")
    field = graphene.String(
        required=True, description="The code of the field that it is; empty for none."
    )

    class Meta:
        description = "A column of a file, and what it was taken for."
        doc_category = DOC_CATEGORY


class CrmImportFault(BaseObjectType):
    """What is wrong with a row."""

    column = graphene.String(
        required=True, description="The column's header; empty for the whole row."
    )
    problem = graphene.Field(
        CrmImportProblem, required=True, description="What is wrong."
    )
    message = graphene.String(required=True, description="The same in words.")

    class Meta:
        description = "What is wrong with a row of a file."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_message(root: dict[str, Any], _info: ResolveInfo) -> str:
        return reason(root)


class CrmImportRow(BaseObjectType):
    """A row with faults."""

    number = graphene.Int(
        required=True, description="Its number in the file; the header is mostly 1."
    )
    outcome = graphene.Field(
        CrmImportOutcome, required=True, description="What came of it."
    )
    faults = NonNullList(
        CrmImportFault, required=True, description="What is wrong with it."
    )

    class Meta:
        description = "A row of a file with what is wrong with it."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_faults(root: ImportRow, _info: ResolveInfo) -> Any:
        return root.problems


class CrmImportRowConnection(NonNullConnection):
    """A page of rows."""

    class Meta:
        node = CrmImportRow
        description = "A page of rows with faults, in the order of the file."
        doc_category = DOC_CATEGORY


def _count(description: str) -> graphene.Int:
    return graphene.Int(required=True, description=description)


class CrmImport(Authored, BaseObjectType):
    """A file that is brought in."""

    id = graphene.ID(required=True, description="The ID of the import.")
    kind = graphene.String(required=True, description="The code of its kind.")
    state = graphene.Field(
        CrmImportState, required=True, description="Where it stands."
    )
    file_name = graphene.String(required=True, description="The name of the file.")
    options = JSON(required=True, description="What was said of the file.")
    columns = NonNullList(
        CrmImportColumn, required=True, description="The columns of the file."
    )
    encoding = graphene.String(required=True, description="How the file is written.")
    delimiter = graphene.String(required=True, description="What parts its columns.")
    size = _count("The size of the file in bytes.")
    rows = _count("How many rows the file has, without the header.")
    handled = _count("How many rows were dealt with in the present state.")
    created = _count("How many rows brought something new, or would.")
    changed = _count("How many rows changed something, or would.")
    unchanged = _count("How many rows say what is known already.")
    refused = _count("How many rows are refused.")
    undone = _count("How many rows were taken back.")
    kept = _count("How many rows were not, because something happened since.")
    broken = _count("At how many of its rows something went wrong that nobody foresaw.")
    can_be_tried_again = graphene.Boolean(
        required=True,
        description="Whether it has failed where a worker could go on with it.",
    )
    points = graphene.Field(
        CrmPoints, required=True, description="How many points it gives, or would."
    )
    file_problem = graphene.Field(
        CrmImportFileProblem,
        description="Why the file cannot be read, or is not gone on with.",
    )
    file_message = graphene.String(
        required=True, description="The same in words; empty for a file that was read."
    )
    file_problem_row = graphene.Int(description="In which row of the file.")
    author = graphene.String(
        required=True, description="Who brings it in: `user:` or `app:` and a number."
    )
    created_at = DateTime(required=True, description="When it was begun.")
    uploaded_at = DateTime(description="When the file was complete.")
    ended_at = DateTime(description="When it was over.")
    rows_kept = graphene.Boolean(
        required=True,
        description="Whether its rows are kept, so that it can be undone.",
    )
    faulty_rows = KeysetConnectionField(
        CrmImportRowConnection,
        required=True,
        description="The rows with faults, in the order of the file.",
        doc_category=DOC_CATEGORY,
    )
    faults_url = graphene.String(
        required=True,
        description="Where all faults can be fetched as CSV, for ten minutes.",
    )

    class Meta:
        description = "A file that is brought in."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Import, _info: ResolveInfo) -> str:
        return node_id("CrmImport", root.pk)

    @staticmethod
    def resolve_columns(root: Import, _info: ResolveInfo) -> Any:
        pairs = zip(root.columns, root.mapping, strict=True)
        return [{"header": header, "field": field} for header, field in pairs]

    @staticmethod
    def resolve_file_problem(root: Import, _info: ResolveInfo) -> str | None:
        return root.problem or None

    @staticmethod
    def resolve_file_message(root: Import, _info: ResolveInfo) -> str:
        if not root.problem:
            return ""
        return file_reason(FileProblem(root.problem), root.error_kind)

    @staticmethod
    def resolve_file_problem_row(root: Import, _info: ResolveInfo) -> int | None:
        return root.problem_row

    @staticmethod
    def resolve_can_be_tried_again(root: Import, _info: ResolveInfo) -> bool:
        return bool(root.failed_in) and root.forgotten_at is None

    @staticmethod
    def resolve_rows_kept(root: Import, _info: ResolveInfo) -> bool:
        return root.forgotten_at is None

    @staticmethod
    def resolve_faulty_rows(
        root: Import,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        with reading(info) as using:
            rows = faulty_rows(
                root.pk, first=size + 1, after=cursor[0] if cursor else 0, using=using
            )
        return keyset_page(
            CrmImportRowConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.number],
        )

    @staticmethod
    def resolve_faults_url(root: Import, _info: ResolveInfo) -> str:
        return download_url("import_faults", root.pk)


class CrmImportConnection(NonNullConnection):
    """A page of imports."""

    class Meta:
        node = CrmImport
        description = "A page of imports, newest first."
        doc_category = DOC_CATEGORY
