"""What messaging refuses, one exception per refusal; nothing is changed when one is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import MessagingErrorCode


class Missing(CrmError):
    """A text that must not be empty is empty."""

    code = MessagingErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("This is required."), field=field)


class TooLong(CrmError):
    """A text is longer than its column."""

    code = MessagingErrorCode.INVALID

    def __init__(self, field: str, most: int) -> None:
        super().__init__(
            Sentence("At most {most} characters are possible.", most=most), field=field
        )


class InvalidAddress(CrmError):
    """What should be an e-mail address is none."""

    code = MessagingErrorCode.INVALID_ADDRESS

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("This is no e-mail address."), field=field)


class UnknownPurpose(CrmError):
    """An intent for a purpose that there is not."""

    code = MessagingErrorCode.UNKNOWN_PURPOSE
    field = "purpose"

    def __init__(self, purpose: str) -> None:
        super().__init__(Sentence("There is no purpose {purpose!r}.", purpose=purpose))


class UnknownChannel(CrmError):
    """No channel has this code."""

    code = MessagingErrorCode.UNKNOWN_CHANNEL
    field = "channel"

    def __init__(self, channel: str) -> None:
        super().__init__(
            Sentence("There is no channel {channel!r}.", channel=channel[:32])
        )


class UnknownTimeZone(CrmError):
    """No zone has this name."""

    code = MessagingErrorCode.UNKNOWN_TIME_ZONE
    field = "timeZone"

    def __init__(self, name: str) -> None:
        super().__init__(Sentence("There is no time zone {zone!r}.", zone=name[:64]))


class InvalidAccountSettings(CrmError):
    """A channel's settings are refused, with the place and the reason."""

    code = MessagingErrorCode.INVALID_SETTINGS
    field = "settings"


class InvalidQuietHours(CrmError):
    """Quiet hours need two different times, in whole minutes."""

    code = MessagingErrorCode.INVALID_QUIET_HOURS
    field = "quietFrom"

    def __init__(self) -> None:
        super().__init__(
            Sentence("Give two different times in whole minutes, or neither.")
        )


class InvalidChoice(CrmError):
    """A value that means nothing here: a pace of none, a cap without a time, a broken address."""

    code = MessagingErrorCode.INVALID


class AccountNotFound(CrmError):
    """There is no such account."""

    code = MessagingErrorCode.NOT_FOUND
    field = "account"

    def __init__(self, account_id: int) -> None:
        super().__init__(
            Sentence("There is no account {account_id}.", account_id=account_id)
        )


class AccountTaken(CrmError):
    """Another account carries this medium for the same channel of the shop."""

    code = MessagingErrorCode.ACCOUNT_TAKEN
    field = "channelSlug"

    def __init__(self, medium: str) -> None:
        super().__init__(
            Sentence(
                "Another active account carries {medium} there; switch it off first.",
                medium=medium,
            )
        )


class NoSender(CrmError):
    """Nobody to send from: going live needs a sender's address."""

    code = MessagingErrorCode.NO_SENDER
    field = "senderAddress"

    def __init__(self) -> None:
        super().__init__(Sentence("Say first whom messages come from."))


class NoPostalAddress(CrmError):
    """Advertising without a postal address is unlawful in many places."""

    code = MessagingErrorCode.NO_POSTAL_ADDRESS
    field = "postalAddress"

    def __init__(self) -> None:
        super().__init__(
            Sentence("Say first which postal address stands below messages.")
        )


class NoInstanceId(CrmError):
    """The id of this installation could be neither read nor stored."""

    code = MessagingErrorCode.NO_INSTANCE_ID

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "The shop's media storage does not keep the id of this installation; "
                "give one as CRM_INSTANCE_ID."
            )
        )


class NotLive(CrmError):
    """There is nothing to confirm: sending is not live."""

    code = MessagingErrorCode.NOT_LIVE

    def __init__(self) -> None:
        super().__init__(Sentence("Sending is not live."))


class MessageNotFound(CrmError):
    """There is no such message, or it is not yours."""

    code = MessagingErrorCode.NOT_FOUND
    field = "id"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no such message."))


class ProfileNotFound(CrmError):
    """There is no such living person."""

    code = MessagingErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no such profile."))


class NothingLeaves(CrmError):
    """Sending is stopped, or this is a copy of a shop that is live elsewhere."""

    code = MessagingErrorCode.NOT_LIVE

    def __init__(self, hold: str) -> None:
        super().__init__(
            Sentence(
                "Nothing leaves from here: {hold}.",
                hold=Sentence(hold.replace("_", " ")),
            )
        )


class NotATestAddress(CrmError):
    """A trial goes to who asks for it or to the test address, in test mode to that one alone."""

    code = MessagingErrorCode.NOT_A_TEST_ADDRESS
    field = "to"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no address to which this may be sent now."))


class NoEmailAccount(CrmError):
    """No account carries e-mail, or its settings can no longer be read."""

    code = MessagingErrorCode.NO_ACCOUNT

    def __init__(self) -> None:
        super().__init__(Sentence("No account carries e-mail; set one up first."))


class UnsendableTemplate(CrmError):
    """A template that cannot be tried out, with the reason or the fault."""

    code = MessagingErrorCode.UNSENDABLE_TEMPLATE
    field = "template"


class TooManyTrials(CrmError):
    """Somebody has tried out enough for now."""

    code = MessagingErrorCode.TOO_MANY

    def __init__(self, most: int) -> None:
        super().__init__(
            Sentence("At most {most} tests an hour; try again later.", most=most)
        )


class NotTaken(CrmError):
    """The mail server or provider did not take the letter; `detail` is its code."""

    code = MessagingErrorCode.NOT_TAKEN

    def __init__(self, detail: str) -> None:
        super().__init__(
            Sentence("The letter was not taken: {detail}.", detail=detail[:64])
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed it since it was read."""

    code = MessagingErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "Somebody has changed it; it is version {version} now.", version=version
            )
        )
        self.version = version
