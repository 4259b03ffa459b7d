"""Make programs, and change their settings."""

from typing import Any

import graphene

from ....core import clock
from ....loyalty.actions.programs import create_program, update_program
from ....loyalty.errors import Missing
from ....loyalty.queries import programs
from ....loyalty.settings_form import ProgramSettings
from ....saleor_adapter.graphql import DiscountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..program_types import CrmProgram
from . import CrmLoyaltyError
from .program_input import CrmProgramInput, settings_from

REQUIRED = ("code", "name", "channels")


class CrmProgramCreate(CrmMutation):
    """Make a loyalty program."""

    program = graphene.Field(CrmProgram, description="The new program.")

    class Arguments:
        input = CrmProgramInput(
            required=True,
            description="Its settings; code, name and channels are needed.",
        )

    class Meta:
        description = "Make a loyalty program with books of its own."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(cls, info: ResolveInfo, *, input: dict[str, Any]) -> Any:
        now = clock.now()
        settings = {"starts_at": now, **settings_from(input)}
        for name in REQUIRED:
            if name not in settings:
                raise Missing(name)
        row = create_program(
            ProgramSettings(**settings), author=author_of(info), now=now
        )
        return cls(program=programs().get(pk=row.pk))


class CrmProgramUpdate(CrmMutation):
    """Change a program's settings."""

    ARGUMENTS = {"program": "id"}

    program = graphene.Field(CrmProgram, description="The program after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the program.")
        input = CrmProgramInput(
            required=True, description="The settings to change; all others stay."
        )
        version = graphene.Int(
            description="The version that was read: refused if it has changed since."
        )

    class Meta:
        description = "Change the settings of a loyalty program. Points that were granted keep their terms."
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        input: dict[str, Any],
        version: int | None = None,
    ) -> Any:
        row = update_program(
            node_row_id(id, "CrmProgram", field="id"),
            settings_from(input),
            version=version,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(program=programs().get(pk=row.pk))
