"""What identity refuses to do."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import IdentityErrorCode


class ProfileNotFound(CrmError):
    """No profile has this id."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, profile_id: object) -> None:
        super().__init__(
            Sentence("There is no profile {profile_id}.", profile_id=profile_id)
        )
        self.profile_id = profile_id


class AuthorRequired(CrmError):
    """An act that is put on record needs to say whose it was."""

    code = IdentityErrorCode.REQUIRED
    field = "author"

    def __init__(self) -> None:
        super().__init__(Sentence("Say who does this."))


class InvalidKeepingTime(CrmError):
    """Closed accounts are kept between 0 and 3,650 days."""

    code = IdentityErrorCode.INVALID
    field = "keepClosedAccountsDays"

    def __init__(self, days: int) -> None:
        super().__init__(
            Sentence(
                "Closed accounts can be kept from 0 to 3,650 days, not {days}.",
                days=days,
            )
        )
        self.days = days


class InvalidBirthday(CrmError):
    """There is no such day, or nobody alive was born on it."""

    code = IdentityErrorCode.INVALID
    field = "birthday"

    def __init__(self) -> None:
        super().__init__(
            Sentence("Give a real day of the past; the year may be left out.")
        )


class BirthdayKnown(CrmError):
    """A customer's birthday was said before; only staff correct it."""

    code = IdentityErrorCode.ALREADY_KNOWN
    field = "birthday"

    def __init__(self) -> None:
        super().__init__(
            Sentence("The birthday is known already; ask the shop to correct it.")
        )


class InvalidLanguage(CrmError):
    """A language is a code such as "it" or "zh-hans"."""

    code = IdentityErrorCode.INVALID
    field = "language"

    def __init__(self) -> None:
        super().__init__(Sentence('A language is a code such as "it" or "zh-hans".'))


class InvalidTimeZone(CrmError):
    """A time zone is a name such as "Europe/Rome"."""

    code = IdentityErrorCode.INVALID
    field = "timeZone"

    def __init__(self) -> None:
        super().__init__(Sentence('A time zone is a name such as "Europe/Rome".'))


class InvalidLabel(CrmError):
    """A tag, or the name or value of an attribute, is not of the form that is kept."""

    code = IdentityErrorCode.INVALID

    def __init__(self, field: str) -> None:
        super().__init__(
            Sentence(
                "Tags and names of attributes are 1 to 64 small letters, digits, hyphens and "
                "underlines; values have 200 characters at most."
            )
        )
        self.field = field


class SameProfile(CrmError):
    """A profile cannot be merged into itself."""

    code = IdentityErrorCode.INVALID
    field = "into"

    def __init__(self) -> None:
        super().__init__(Sentence("Give two different profiles."))


class AlreadyMerged(CrmError):
    """The profile is part of another person by now."""

    code = IdentityErrorCode.ALREADY_MERGED
    field = "id"

    def __init__(self, profile_id: int, survivor_id: int) -> None:
        super().__init__(
            Sentence(
                "Profile {profile_id} was merged into profile {survivor_id} already.",
                profile_id=profile_id,
                survivor_id=survivor_id,
            )
        )
        self.profile_id, self.survivor_id = profile_id, survivor_id


class PersonErased(CrmError):
    """The person was erased: nothing is left to be told apart or together."""

    code = IdentityErrorCode.ERASED
    field = "id"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence(
                "The person of profile {profile_id} was erased.", profile_id=profile_id
            )
        )
        self.profile_id = profile_id


class MergeNotFound(CrmError):
    """No merge has this id."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, merge_id: int) -> None:
        super().__init__(Sentence("There is no merge {merge_id}.", merge_id=merge_id))
        self.merge_id = merge_id


class SuggestionNotFound(CrmError):
    """No suggestion has this id."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, suggestion_id: int) -> None:
        super().__init__(
            Sentence(
                "There is no suggestion {suggestion_id}.", suggestion_id=suggestion_id
            )
        )
        self.suggestion_id = suggestion_id


class SuggestionDecided(CrmError):
    """The two were merged; part them instead."""

    code = IdentityErrorCode.ALREADY_MERGED
    field = "id"

    def __init__(self, suggestion_id: int) -> None:
        super().__init__(
            Sentence(
                "The two of suggestion {suggestion_id} were merged.",
                suggestion_id=suggestion_id,
            )
        )
        self.suggestion_id = suggestion_id


class InvalidIdentifier(CrmError):
    """The value is none of the named type, or the type is not given by hand."""

    code = IdentityErrorCode.INVALID
    field = "value"

    def __init__(self, kind: str) -> None:
        super().__init__(
            Sentence(
                "This is no {kind} that can be added.", kind=str(kind).replace("_", " ")
            )
        )


class IdentifierTaken(CrmError):
    """The value is proven to be another profile's; they may be one person."""

    code = IdentityErrorCode.TAKEN
    field = "value"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("This belongs to profile {profile_id}.", profile_id=profile_id)
        )
        self.profile_id = profile_id


class TooManyIdentifiers(CrmError):
    """Nobody has so many identifiers."""

    code = IdentityErrorCode.INVALID
    field = "id"

    def __init__(self, most: int) -> None:
        super().__init__(
            Sentence("A person can have {most} identifiers at a time.", most=most)
        )


class IdentifierNotFound(CrmError):
    """No identifier has this id."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, identifier_id: int) -> None:
        super().__init__(
            Sentence(
                "There is no identifier {identifier_id}.", identifier_id=identifier_id
            )
        )


class IdentifierIsTheShops(CrmError):
    """An account, or an address that an account has: it is changed in the shop."""

    code = IdentityErrorCode.INVALID
    field = "id"

    def __init__(self, identifier_id: int) -> None:
        super().__init__(
            Sentence(
                "Identifier {identifier_id} is an account's; change it there.",
                identifier_id=identifier_id,
            )
        )


class InvalidDefinition(CrmError):
    """An attribute cannot be defined so."""

    code = IdentityErrorCode.INVALID

    def __init__(self, field: str, message: Sentence) -> None:
        super().__init__(message, field=field)


class AttributeNotFound(CrmError):
    """No attribute of this name is defined."""

    code = IdentityErrorCode.NOT_FOUND
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence("There is no attribute {attribute!r}.", attribute=name[:64])
        )
        self.name = name


class AttributeNotAsked(CrmError):
    """Customers are not asked for this attribute."""

    code = IdentityErrorCode.INVALID
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(Sentence("You are not asked for {name!r}.", name=name[:64]))
        self.name = name


class InvalidAttribute(CrmError):
    """The value is none of the attribute's type."""

    code = IdentityErrorCode.INVALID
    field = "value"

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            Sentence(
                "{name!r} needs a value of the type {kind}.", name=name[:64], kind=kind
            )
        )
        self.name = name


class BadVerification(CrmError):
    """The link was not made by us, or its time is over."""

    code = IdentityErrorCode.INVALID
    field = "token"

    def __init__(self) -> None:
        super().__init__(
            Sentence("This link does not work any more; ask for another one.")
        )


class WrongCode(CrmError):
    """The code is not the one, or no longer; which of the two is told to nobody."""

    code = IdentityErrorCode.INVALID
    field = "code"

    def __init__(self) -> None:
        super().__init__(
            Sentence("This code does not work; check it, or ask for another one.")
        )


class CodesAskedTooOften(CrmError):
    """So many codes were asked for from one address of the network."""

    code = IdentityErrorCode.TOO_OFTEN

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Sentence("Too many codes; come back in {seconds} seconds.", seconds=seconds)
        )
        self.seconds = seconds


class NothingToVerify(CrmError):
    """The account's e-mail is proven already, or we cannot write to this very address."""

    code = IdentityErrorCode.INVALID

    def __init__(self) -> None:
        super().__init__(Sentence("There is no e-mail of yours that has to be proven."))


class AskedTooOften(CrmError):
    """So many links were sent today already."""

    code = IdentityErrorCode.TOO_OFTEN

    def __init__(self, most: int) -> None:
        super().__init__(Sentence("At most {most} links a day are sent.", most=most))


class InvalidWish(CrmError):
    """Nobody can want this kind of relation: there is none of this name."""

    code = IdentityErrorCode.INVALID
    field = "relationshipType"

    def __init__(self, relationship_type: str) -> None:
        super().__init__(
            Sentence(
                "There is no relationship type {relationship_type!r}.",
                relationship_type=relationship_type,
            )
        )
        self.relationship_type = relationship_type
