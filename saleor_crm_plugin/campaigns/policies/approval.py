"""Whether a campaign needs the word of a second person, and whose word counts."""

from ...core.sentences import Sentence
from .states import CampaignKind


def needs_approval(kind: CampaignKind, people: int, *, above: int | None) -> bool:
    """Say whether so many people need a second person's word; never without a limit.

    Nobody knows how many will come into a segment, so a campaign to newcomers needs it whenever
    there is a limit.
    """
    if above is None:
        return False
    return kind is CampaignKind.ON_ENTRY or people > above


def why_approval(kind: CampaignKind, people: int, *, above: int) -> Sentence:
    """Say in words why a second person's word is needed."""
    if kind is CampaignKind.ON_ENTRY:
        return Sentence(
            "Nobody knows how many will come in: a second person has to approve it."
        )
    return Sentence(
        "{people} people are more than {above}: a second person has to approve it.",
        people=people,
        above=above,
    )


def is_second_person(approver: str, *, changed_by: str) -> bool:
    """Say whether somebody else than who wrote the version approves it."""
    return bool(approver) and approver != changed_by
