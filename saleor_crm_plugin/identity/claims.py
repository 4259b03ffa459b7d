"""What the shop says about who somebody is, before we decide which profile that means."""

import datetime
from dataclasses import dataclass

# The account itself was read: the claim's e-mail is the account's own. Any other source (an
# order, a cart, an import) may carry the e-mail of somebody else.
ACCOUNT = "account"
ORDER = "order"
CHECKOUT = "checkout"


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonClaim:
    """One sighting of a person: by account, by e-mail, or both.

    `email_is_verified` means that a link or code of Saleor's or ours was used for this very
    address. `seen_at` (aware) is when the person used these identifiers, for an order when it was
    placed: identifiers that ended later (an erased person's, a former address) still lead there.
    """

    user_id: int | None
    email: str
    email_is_verified: bool
    source: str
    seen_at: datetime.datetime


def order_claim(
    user_id: int | None, email: str, *, placed_at: datetime.datetime
) -> PersonClaim:
    """Return what an order says about who has bought; what was typed into it proves nothing."""
    return PersonClaim(
        user_id=user_id,
        email=email,
        email_is_verified=False,
        source=ORDER,
        seen_at=placed_at,
    )
