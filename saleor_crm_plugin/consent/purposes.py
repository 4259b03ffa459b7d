"""What a person can be asked to allow, on what ground, and what holds until they have answered."""

import enum
from dataclasses import dataclass


class LawfulBasis(enum.StrEnum):
    """The ground in law on which something is done with a person's data."""

    CONTRACT = "contract"
    CONSENT = "consent"


class ConsentPurpose(enum.StrEnum):
    """What a message or a use of data is for."""

    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    PROFILING = "profiling"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose; `is_allowed_by_default` holds for people who were never asked."""

    code: ConsentPurpose
    name: str
    basis: LawfulBasis
    is_allowed_by_default: bool

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether the person decides: what a contract needs is not asked for."""
        return self.basis == LawfulBasis.CONSENT


PURPOSES: dict[str, Purpose] = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            ConsentPurpose.TRANSACTIONAL,
            "Messages about an order or the account",
            LawfulBasis.CONTRACT,
            is_allowed_by_default=True,
        ),
        Purpose(
            ConsentPurpose.MARKETING,
            "News, offers and reminders",
            LawfulBasis.CONSENT,
            is_allowed_by_default=False,
        ),
        Purpose(
            ConsentPurpose.PROFILING,
            "Choosing messages by what was bought and viewed",
            LawfulBasis.CONSENT,
            is_allowed_by_default=False,
        ),
        Purpose(
            ConsentPurpose.THIRD_PARTY,
            "Handing data to partners",
            LawfulBasis.CONSENT,
            is_allowed_by_default=False,
        ),
    )
}
