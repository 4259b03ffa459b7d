"""The proof of the books, for those who manage the shop's plugins."""

from typing import Any

import graphene

from ...core.sentences import Sentence
from ...ledger.checking import Difference, verify
from ...loyalty.queries import programs
from ...saleor_adapter.graphql import (
    BaseObjectType,
    NonNullList,
    PermissionsField,
    PluginsPermissions,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from ..reading import reading
from ..refused_arguments import refused_argument


class CrmLedgerDifference(BaseObjectType):
    """One number in the books that is not what it must be."""

    check = graphene.String(required=True, description="What was compared.")
    table = graphene.String(required=True, description="Where the wrong number stands.")
    row_id = graphene.Int(required=True, description="The number of its row.")
    column = graphene.String(required=True, description="The column of the number.")
    stored = graphene.String(required=True, description="The number that stands there.")
    computed = graphene.String(
        required=True, description="The number that the postings give."
    )

    class Meta:
        description = "One number in the books that is not what it must be."
        doc_category = DOC_CATEGORY


class LedgerQueries(graphene.ObjectType):
    """The proof of the books."""

    crm_ledger_verify = PermissionsField(
        NonNullList(CrmLedgerDifference),
        required=True,
        program=graphene.ID(required=True, description="The ID of the program."),
        description=(
            "Compare every balance of a program with its postings; an empty list is proof."
        ),
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_ledger_verify(
        _root: Any, info: ResolveInfo, program: str
    ) -> list[Difference]:
        program_id = asked_row_id(program, "CrmProgram", argument="program")
        with reading(info) as using:
            books = programs(using=using).filter(pk=program_id)
            book_id = books.values_list("book_id", flat=True).first()
            if book_id is None:
                raise refused_argument("program", Sentence("there is no such program."))
            return verify(book_id, using=using)
