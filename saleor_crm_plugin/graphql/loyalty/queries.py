"""Programs, as staff and storefronts may ask for them."""

from typing import Any

import graphene
from promise import Promise

from ...saleor_adapter.graphql import (
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import asked_row_id
from .loaders import ProgramsLoader
from .program_types import CrmProgram


class LoyaltyQueries(graphene.ObjectType):
    """The settings of programs."""

    crm_program = PermissionsField(
        CrmProgram,
        id=graphene.ID(required=True, description="The ID of the program."),
        description="Look up a loyalty program.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )
    crm_programs = PermissionsField(
        NonNullList(CrmProgram),
        required=True,
        description="All loyalty programs, oldest first.",
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_program(_root: Any, info: ResolveInfo, id: str) -> Promise:
        row_id = asked_row_id(id, "CrmProgram", argument="id")
        programs = ProgramsLoader(info.context).load("all")
        return programs.then(
            lambda rows: next((row for row in rows if row.pk == row_id), None)
        )

    @staticmethod
    def resolve_crm_programs(_root: Any, info: ResolveInfo) -> Promise:
        return ProgramsLoader(info.context).load("all")
