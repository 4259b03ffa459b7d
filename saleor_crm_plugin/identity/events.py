"""Facts about who is one person, and who is not after all."""

from dataclasses import dataclass
from typing import ClassVar

from ..core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFact(Fact):
    """What these facts share: the merge, and the other profile of it."""

    merge_id: int
    other_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfilesMerged(PersonFact):
    """Another profile turned out to be the same person; all that it held is here now."""

    code: ClassVar[str] = "identity.profiles_merged"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfilesParted(PersonFact):
    """Two profiles turned out to be two people; told of each of them."""

    code: ClassVar[str] = "identity.profiles_parted"


@dataclass(frozen=True, kw_only=True, slots=True)
class TagsChanged(Fact):
    """A person was given tags, or lost some."""

    code: ClassVar[str] = "identity.tags_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributesChanged(Fact):
    """Custom attributes of a person are others now."""

    code: ClassVar[str] = "identity.attributes_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class DetailsChanged(Fact):
    """What a person has told is another birthday, language or time zone now."""

    code: ClassVar[str] = "identity.details_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldTold(Fact):
    """A customer told something that was not known of them; what it is stays where it is kept.

    `field` is as in `unknown_fields`: `birthday`, `attribute:<name>`.
    """

    code: ClassVar[str] = "identity.field_told"
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifierFact(Fact):
    """What these facts share: what kind of identifier, how much it is worth, and who did it."""

    type: str
    trust: str
    author: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifierAdded(IdentifierFact):
    """Staff or an app gave a person an identifier."""

    code: ClassVar[str] = "identity.identifier_added"


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifierEnded(IdentifierFact):
    """Staff or an app ended an identifier of a person."""

    code: ClassVar[str] = "identity.identifier_ended"
