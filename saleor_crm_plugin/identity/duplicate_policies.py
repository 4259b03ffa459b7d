"""Pure decisions: how likely two profiles are one person, and why."""

import enum
from dataclasses import dataclass

MOST_SCORE = 100
LEAST_SCORE = 40


class Reason(enum.StrEnum):
    """Why two profiles may be one person; what speaks against it lowers the score only."""

    SAME_IDENTIFIER = "same_identifier"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    EMAIL_VARIANT = "email_variant"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTHDAY = "same_birthday"
    SAME_ADDRESS = "same_address"


WEIGHTS = {
    Reason.SAME_IDENTIFIER: 80,
    Reason.SAME_EMAIL: 75,
    Reason.EMAIL_VARIANT: 70,
    Reason.SAME_PHONE: 60,
    Reason.SAME_NAME: 25,
    Reason.SAME_ADDRESS: 25,
    Reason.SAME_BIRTHDAY: 20,
    Reason.SIMILAR_NAME: 15,
}
SAME_FROM = 0.95
SIMILAR_FROM = 0.7
ANOTHER_BELOW = 0.3
ADDRESS_FROM = 0.8
# A family shares a phone and an address, but neither a name nor a birthday.
ANOTHER_NAME = -25
ANOTHER_BIRTHDAY = -50


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of a pair; None where one of the two says nothing. Similarities are 0 to 1."""

    shared: frozenset[str] = frozenset()
    is_email_variant: bool = False
    name_similarity: float | None = None
    is_same_birthday: bool | None = None
    address_similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """How likely it is (0 to 100), and the reasons, the weightiest first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_worth_asking(self) -> bool:
        """Whether staff should look at it."""
        return self.score >= LEAST_SCORE


def judge(evidence: Evidence) -> Judgment:
    """Return the score, a sum of weights within 0 and 100, and the reasons."""
    reasons = [*_identifiers(evidence), *_name(evidence)]
    if evidence.is_same_birthday:
        reasons.append(Reason.SAME_BIRTHDAY)
    if (evidence.address_similarity or 0.0) >= ADDRESS_FROM:
        reasons.append(Reason.SAME_ADDRESS)
    reasons.sort(key=lambda reason: (-WEIGHTS[reason], reason))
    total = sum(WEIGHTS[reason] for reason in reasons) + _against(evidence)
    return Judgment(max(0, min(MOST_SCORE, total)), tuple(reasons))


def _identifiers(evidence: Evidence) -> list[Reason]:
    reasons = []
    if "phone" in evidence.shared:
        reasons.append(Reason.SAME_PHONE)
    if "email" in evidence.shared:
        reasons.append(Reason.SAME_EMAIL)
    elif evidence.is_email_variant:
        reasons.append(Reason.EMAIL_VARIANT)
    if evidence.shared - {"phone", "email"}:
        reasons.append(Reason.SAME_IDENTIFIER)
    return reasons


def _name(evidence: Evidence) -> list[Reason]:
    similarity = evidence.name_similarity or 0.0
    if similarity >= SAME_FROM:
        return [Reason.SAME_NAME]
    return [Reason.SIMILAR_NAME] if similarity >= SIMILAR_FROM else []


def _against(evidence: Evidence) -> int:
    against = 0
    if evidence.name_similarity is not None and (
        evidence.name_similarity < ANOTHER_BELOW
    ):
        against += ANOTHER_NAME
    if evidence.is_same_birthday is False:
        against += ANOTHER_BIRTHDAY
    return against
