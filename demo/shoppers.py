"""Three shoppers with a language each, who have allowed the shop to write to them."""

import datetime
from dataclasses import dataclass

from operations import accounts
from operations.replay import Account, open_accounts
from saleor.account.models import User

from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.claims import ACCOUNT, PersonClaim

from .known import PASSWORD


@dataclass(frozen=True)
class Shopper:
    """An account, its profile, and the language in which it is to be written to."""

    user: User
    profile_id: int
    language: str

    @property
    def address(self) -> str:
        """Return the account's e-mail."""
        return self.user.email

    @property
    def first_name(self) -> str:
        """Return what letters call the customer."""
        return self.user.first_name


def new_shopper(name: str, language: str) -> Shopper:
    """Open an account for somebody new of this name, who allows marketing by e-mail.

    `language` is a code of the shop's, such as `zh-hans`. Every start of the demo has shoppers of
    its own: nobody is reminded twice within a week.
    """
    now = clock.now()
    number = User.objects.filter(first_name=name, email__startswith=name.lower())
    account = Account(
        email=f"{name.lower()}{number.count() + 1}@example.com",
        joined_at=now,
        first_name=name,
    )
    [user] = open_accounts([account], password=PASSWORD)
    accounts.update_customer(user, language_code=language)
    return Shopper(user, allow_marketing(user, now=now), language)


def allow_marketing(user: User, *, now: datetime.datetime) -> int:
    """Record that the customer allowed letters when the account was opened; returns the profile.

    Idempotent.
    """
    claim = PersonClaim(
        user_id=user.pk,
        email=user.email,
        email_is_verified=True,
        source=ACCOUNT,
        seen_at=now,
    )
    [profile_id] = resolve_profiles([claim])
    if profile_id is None:
        raise LookupError(user.email)
    act = ConsentAct(
        profile_id=profile_id,
        channel="email",
        purpose=ConsentPurpose.MARKETING,
        granted=True,
        source="registration",
        occurred_at=user.date_joined,
        key=f"demo:{profile_id}",
    )
    record_consents([act], now=now)
    return profile_id
