"""Refusals of actions as errors of mutations: `{field code message}`, as Saleor's."""

import enum
from collections.abc import Mapping
from typing import Any, ClassVar

import graphene
from django.db import transaction

from ..core.errors import CrmError
from ..core.sentences import Sentence
from ..saleor_adapter.graphql import BaseMutation, Error, ResolveInfo
from ..saleor_adapter.plugin_state import is_active
from . import DOC_CATEGORY
from .reading import forget_loaded
from .texts import UNWRITABLE, unwritable
from .wording import worded

CRM_IS_OFF = "crm_is_off"


class CrmIsOff(CrmError):
    """The merchant has switched the plugin off, so nothing is changed."""

    code = CRM_IS_OFF

    def __init__(self) -> None:
        super().__init__(Sentence("The CRM is switched off in the shop's plugins."))


class UnwritableText(CrmError):
    """A text with a character that no database keeps: a NUL, or half of a surrogate pair."""

    def __init__(self, field: str) -> None:
        super().__init__(UNWRITABLE, field=field)


def error_type(name: str, codes: Any) -> type[Error]:
    """Make the error type of one area out of its enum of error codes, and those of all."""
    members = [(one.name, one.value) for one in codes]
    members.append((CRM_IS_OFF.upper(), CRM_IS_OFF))
    named = enum.Enum(f"{name}ErrorCode", members)  # type: ignore[misc]
    code_enum = graphene.Enum.from_enum(named, description=_describe(name))
    code_enum.doc_category = DOC_CATEGORY
    fields = {
        "code": code_enum(description="The error code.", required=True),
        "Meta": type(
            "Meta",
            (),
            {
                "description": f"Represents a refusal of {name}.",
                "doc_category": DOC_CATEGORY,
            },
        ),
    }
    return type(f"{name}Error", (Error,), fields)


def _describe(name: str) -> Any:
    def describe(code: Any) -> str:
        if code is None:
            return f"Why {name} was refused."
        return str(
            getattr(code, "label", "")
            or code.value.replace("_", " ").capitalize() + "."
        )

    return describe


class CrmMutation(BaseMutation):
    """A mutation of ours: `act` does it in one transaction, a CrmError becomes `errors`.

    `ARGUMENTS` gives the mutation's own names for fields that an action calls otherwise. While
    the plugin is off only those with `WORKS_WHILE_OFF` act: people have rights over their data
    whatever the merchant switches.
    """

    ARGUMENTS: ClassVar[Mapping[str, str]] = {}
    WORKS_WHILE_OFF: ClassVar[bool] = False

    class Meta:
        abstract = True

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: ResolveInfo, /, **arguments: Any
    ) -> Any:
        try:
            if not cls.WORKS_WHILE_OFF and not is_active():
                raise CrmIsOff
            if field := unwritable(arguments):
                raise UnwritableText(field)
            with transaction.atomic():
                answer = cls.act(info, **arguments)
        except CrmError as refusal:
            return cls(errors=cls._worded(refusal, info))
        forget_loaded(info)
        return answer

    @classmethod
    def _worded(cls, refusal: CrmError, info: ResolveInfo) -> list[Error]:
        errors = cls.as_errors(refusal)
        for error in errors:
            error.message = worded(error.message, info)
        return errors

    @classmethod
    def act(cls, info: ResolveInfo, **arguments: Any) -> Any:
        """Do it and return the mutation's answer; raise CrmError to refuse."""
        raise NotImplementedError

    @classmethod
    def as_errors(cls, refusal: CrmError) -> list[Error]:
        """Return the refusal as errors of the answer: mostly one, one per place for some."""
        return [cls._as_error(refusal)]

    @classmethod
    def _as_error(cls, refusal: CrmError) -> Error:
        field = refusal.field and cls.ARGUMENTS.get(refusal.field, refusal.field)
        return cls._meta.error_type_class(
            field=field, code=refusal.code, message=refusal.message
        )
