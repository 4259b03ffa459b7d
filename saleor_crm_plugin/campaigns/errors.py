"""What campaigns refuse to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.errors import CrmError
from ..core.sentences import Sentence, joined
from .error_codes import CampaignErrorCode

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a campaign, and where: a path such as `definition.when.at`."""

    path: str
    code: CampaignErrorCode
    message: Sentence


class InvalidDefinition(CrmError):
    """A campaign that cannot run; `problems` name each place and what is wrong there."""

    code = CampaignErrorCode.INVALID
    field = "definition"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)[:MOST_TOLD]
        first = self.problems[0]
        super().__init__(first.message, field=first.path)
        self.code = first.code


class CampaignNotFound(CrmError):
    """No campaign has this id."""

    code = CampaignErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, campaign_id: int) -> None:
        super().__init__(
            Sentence("There is no campaign {campaign_id}.", campaign_id=campaign_id)
        )
        self.campaign_id = campaign_id


class WrongState(CrmError):
    """What was asked for makes no sense in the campaign's state."""

    code = CampaignErrorCode.WRONG_STATE
    field = "id"

    def __init__(self, state: str, remedy: Sentence | None = None) -> None:
        told = Sentence("The campaign is {state}.", state=Sentence(state))
        super().__init__(joined([told, remedy]) if remedy else told)
        self.state = state


class CampaignArchived(CrmError):
    """An archived campaign does not change any more."""

    code = CampaignErrorCode.ARCHIVED
    field = "id"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence("The campaign {name!r} is archived; duplicate it.", name=name)
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed the campaign since it was read."""

    code = CampaignErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "The campaign has changed; it is version {version} now.",
                version=version,
            )
        )
        self.version = version


class ApprovalMissing(CrmError):
    """The version needs the word of a second person; the message says why."""

    code = CampaignErrorCode.APPROVAL_MISSING
    field = "id"


class NotTheSecondPerson(CrmError):
    """Who has written a version cannot approve it."""

    code = CampaignErrorCode.OWN_APPROVAL
    field = "id"

    def __init__(self) -> None:
        super().__init__(
            Sentence("Who has changed the campaign last cannot approve it.")
        )


class InvalidSetting(CrmError):
    """A name or a number that cannot be."""

    code = CampaignErrorCode.INVALID

    def __init__(self, message: Sentence, *, field: str) -> None:
        super().__init__(message, field=field)


class DryRunNotFound(CrmError):
    """No dry run has this id."""

    code = CampaignErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, dry_run_id: int) -> None:
        super().__init__(
            Sentence("There is no dry run {dry_run_id}.", dry_run_id=dry_run_id)
        )


class NoOccurrenceLeft(CrmError):
    """A campaign that repeats, and no day is left for it."""

    code = CampaignErrorCode.IN_THE_PAST
    field = "definition"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no day left on which it could begin."))
