"""Erase a person, and export everything that is kept about one."""

from typing import Any

import graphene

from ...core import clock
from ...identity.actions.erase import ErasureReport, erase_profile
from ...identity.error_codes import IdentityErrorCode
from ...identity.queries import export_profile
from ...saleor_adapter.graphql import (
    JSON,
    AccountPermissions,
    BaseObjectType,
    DateTime,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation, error_type
from ..ids import person_row_id

CrmIdentityError = error_type("CrmIdentity", IdentityErrorCode)


class CrmErasedRows(BaseObjectType):
    """How many rows of one kind an erasure removed or emptied."""

    kind = graphene.String(required=True, description="The kind of data.")
    rows = graphene.Int(required=True, description="How many rows were changed.")

    class Meta:
        description = "How many rows of one kind an erasure removed or emptied."
        doc_category = DOC_CATEGORY


class CrmProfileErase(CrmMutation):
    """Erase a person."""

    WORKS_WHILE_OFF = True

    erased_at = DateTime(
        description="When the person was erased, which may be earlier."
    )
    rows = NonNullList(
        CrmErasedRows, description="What was erased; empty if it was done before."
    )

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")

    class Meta:
        description = (
            "Remove all personal text about a person for good. The books and the "
            "timeline keep their numbers, without a name."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        profile_id = person_row_id(id, field="id")
        report: ErasureReport = erase_profile(
            profile_id, now=clock.now(), author=author_of(info)
        )
        rows = [
            CrmErasedRows(kind=kind, rows=count)
            for kind, count in sorted(report.rows.items())
        ]
        return cls(erased_at=report.erased_at, rows=rows)


class CrmProfileExport(CrmMutation):
    """Export a person."""

    WORKS_WHILE_OFF = True

    export = JSON(description="Everything that is kept, by kind of data.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")

    class Meta:
        description = (
            "Return everything that the CRM keeps about a person, to be handed to that "
            "person. It changes nothing."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, _info: ResolveInfo, *, id: str) -> Any:
        profile_id = person_row_id(id, field="id")
        return cls(export=export_profile(profile_id, now=clock.now()))
