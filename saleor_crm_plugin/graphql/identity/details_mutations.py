"""Say something about oneself, and keep what staff know of a person."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from ...core import clock
from ...identity.attributes import set_typed_attributes
from ...identity.birthdays import Birthday
from ...identity.details import (
    UNCHANGED,
    DetailsChange,
    change_details,
    change_own_details,
    details_of,
)
from ...identity.errors import InvalidLabel, ProfileNotFound
from ...identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    remove_tags,
)
from ...identity.queries import Person, people
from ...saleor_adapter.graphql import (
    AccountPermissions,
    AuthorizationFilters,
    BaseInputObjectType,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation
from ..ids import person_row_id
from .details import NOTHING, CrmPersonDetails
from .mutations import CrmIdentityError
from .own_profile import own_profile
from .types import CrmProfile

LABEL = re.compile(r"[a-z0-9_-]{1,64}")
LONGEST_VALUE = 200
MOST_LABELS = 50


class CrmBirthdayInput(BaseInputObjectType):
    """A birthday."""

    month = graphene.Int(required=True, description="The month, 1 to 12.")
    day = graphene.Int(required=True, description="The day of the month.")
    year = graphene.Int(description="The year; it may be left out.")

    class Meta:
        description = "The day on which a person has their birthday."
        doc_category = DOC_CATEGORY


class CrmPersonDetailsInput(BaseInputObjectType):
    """What a person tells."""

    birthday = CrmBirthdayInput(description="The birthday; null forgets it.")
    language = graphene.String(
        description="The language, such as `it`; an empty text forgets it."
    )
    time_zone = graphene.String(
        description="The time zone, such as `Europe/Rome`; an empty text forgets it."
    )

    class Meta:
        description = "What a person tells; what is left out stays as it is."
        doc_category = DOC_CATEGORY


class CrmMyDetailsUpdate(CrmMutation):
    """Tell something about oneself."""

    details = graphene.Field(CrmPersonDetails, description="What is known after it.")

    class Arguments:
        input = CrmPersonDetailsInput(required=True, description="What to change.")

    class Meta:
        description = (
            "Tell the shop something about oneself. A birthday can be told once; after "
            "that only the shop corrects it."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, input: Mapping[str, Any]) -> Any:
        profile_id = own_profile(info.context.user)
        change_own_details(_change(profile_id, input), now=clock.now())
        return cls(details=details_of([profile_id]).get(profile_id, NOTHING))


class CrmProfileDetailsUpdate(CrmMutation):
    """Keep what a person has told staff."""

    profile = graphene.Field(CrmProfile, description="The person.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")
        input = CrmPersonDetailsInput(required=True, description="What to change.")

    class Meta:
        description = "Keep what a person has told about themselves."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, input: Mapping[str, Any]) -> Any:
        person = _person(id)
        change_details(
            [_change(person.id, input)], source=author_of(info), now=clock.now()
        )
        return cls(profile=person)


class CrmProfileTagsUpdate(CrmMutation):
    """Give and take tags."""

    profile = graphene.Field(CrmProfile, description="The person.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")
        add = NonNullList(graphene.String, description="Tags to give, 50 at most.")
        remove = NonNullList(
            graphene.String, description="Tags to take away, 50 at most."
        )

    class Meta:
        description = "Give tags to a person and take tags away."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        id: str,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
    ) -> Any:
        person, author = _person(id), author_of(info)
        given = _tagging(person, add, author, field="add")
        taken = _tagging(person, remove, author, field="remove")
        add_tags(given, now=clock.now())
        remove_tags(taken, now=clock.now())
        return cls(profile=person)


class CrmProfileAttributeSet(CrmMutation):
    """Note something about a person."""

    profile = graphene.Field(CrmProfile, description="The person.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the profile.")
        name = graphene.String(required=True, description="What it is about.")
        value = graphene.String(required=True, description="What it says.")

    class Meta:
        description = "Note something about a person under a name."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, name: str, value: str) -> Any:
        person = _person(id)
        if not LABEL.fullmatch(name):
            raise InvalidLabel("name")
        if len(value) > LONGEST_VALUE:
            raise InvalidLabel("value")
        noted = AttributeValue(
            profile_id=person.id, name=name, value=value, source=author_of(info)
        )
        set_typed_attributes([noted], now=clock.now())
        return cls(profile=person)


def _person(id: str) -> Person:
    profile_id = person_row_id(id, field="id")
    found = people([profile_id]).get(profile_id)
    if found is None:
        raise ProfileNotFound(profile_id)
    return found


def _change(profile_id: int, given: Mapping[str, Any]) -> DetailsChange:
    birthday = given.get("birthday", UNCHANGED)
    texts = {
        name: given[name] or "" for name in ("language", "time_zone") if name in given
    }
    if isinstance(birthday, Mapping):
        birthday = Birthday(
            month=birthday["month"], day=birthday["day"], year=birthday.get("year")
        )
    return DetailsChange(profile_id=profile_id, birthday=birthday, **texts)


def _tagging(
    person: Person, tags: Sequence[str], author: str, *, field: str
) -> list[Tagging]:
    if len(tags) > MOST_LABELS or not all(map(LABEL.fullmatch, tags)):
        raise InvalidLabel(field)
    return [Tagging(profile_id=person.id, tag=tag, source=author) for tag in tags]
