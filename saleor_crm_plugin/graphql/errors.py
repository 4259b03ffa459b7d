"""Refusals of actions as errors of mutations: `{field code message}`, as Saleor's."""

from typing import Any

import graphene
from django.db import transaction

from ..core.errors import CrmError
from ..saleor_adapter.graphql import BaseMutation, Error, ResolveInfo
from . import DOC_CATEGORY


def error_type(name: str, codes: Any) -> type[Error]:
    """Make the error type of one area out of its enum of error codes."""
    code_enum = graphene.Enum.from_enum(codes, description=_describe(name))
    code_enum.doc_category = DOC_CATEGORY
    fields = {
        "code": code_enum(description="The error code.", required=True),
        "Meta": type(
            "Meta",
            (),
            {"description": f"Represents a refusal of {name}.", "doc_category": DOC_CATEGORY},
        ),
    }
    return type(f"{name}Error", (Error,), fields)


def _describe(name: str) -> Any:
    def describe(code: Any) -> str:
        if code is None:
            return f"Why {name} was refused."
        return str(getattr(code, "label", "") or code.value.replace("_", " ").capitalize() + ".")

    return describe


class CrmMutation(BaseMutation):
    """A mutation of ours: `act` does it in one transaction, a CrmError becomes `errors`."""

    class Meta:
        abstract = True

    @classmethod
    def perform_mutation(cls, _root: Any, info: ResolveInfo, /, **arguments: Any) -> Any:
        try:
            with transaction.atomic():
                return cls.act(info, **arguments)
        except CrmError as refusal:
            return cls(errors=[cls._as_error(refusal)])

    @classmethod
    def act(cls, info: ResolveInfo, **arguments: Any) -> Any:
        """Do it and return the mutation's answer; raise CrmError to refuse."""
        raise NotImplementedError

    @classmethod
    def _as_error(cls, refusal: CrmError) -> Error:
        return cls._meta.error_type_class(
            field=refusal.field, code=refusal.code, message=refusal.message
        )
