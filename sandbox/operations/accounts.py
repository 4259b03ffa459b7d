"""Customers come, change and go."""

from typing import Any

import saleor
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sites.models import Site
from django.db import transaction
from saleor.account import CustomerEvents
from saleor.account.models import CustomerEvent, User
from saleor.checkout.models import Checkout
from saleor.core.notify import UserNotifyEvent
from saleor.order.models import Order
from saleor.site.models import SiteSettings

from .acting import notify, operation, tell

MERGE_ON_CONFIRMATION = "require_password"
# Until 3.21 what staff changed did not move the time of the last change.
_STAFF_MOVE_UPDATED_AT = not saleor.__version__.startswith("3.21.")


class ConfirmationRefused(Exception):
    """The token does not belong to this account, or the account is switched off."""


def site_settings() -> SiteSettings:
    """Read the current site's settings, past Django's cache."""
    return SiteSettings.objects.get(site=Site.objects.get_current())


@operation
def register(
    email: str, password: str, *, channel_slug: str, **names: str
) -> tuple[User | None, str]:
    """Open an account; gives it with the token that was mailed, or None if the e-mail is taken.

    Never confirmed at first; the shop asks for a confirmation only if its settings say so.
    """
    if User.objects.filter(email=email.lower()).exists():
        return None, ""
    user = User(email=email.lower(), is_confirmed=False, **names, **_customer_type())
    user.set_password(password)
    user.save()
    token = ""
    if site_settings().enable_account_confirmation_by_email:
        token = default_token_generator.make_token(user)
        notify(UserNotifyEvent.ACCOUNT_CONFIRMATION, channel_slug, user.email)
        tell(
            "account_confirmation_requested",
            user,
            channel_slug,
            token,
            redirect_url=settings.PUBLIC_URL,
        )
    tell("customer_created", user)
    CustomerEvent.objects.create(user=user, type=CustomerEvents.ACCOUNT_CREATED)
    return user, token


@operation
@transaction.atomic
def confirm(email: str, token: str) -> User:
    """Prove that the e-mail is the account's; links a guest's orders where the shop is set to."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        raise ConfirmationRefused(email)
    if (
        getattr(site_settings(), "account_confirm_merge_mode", None)
        == MERGE_ON_CONFIRMATION
    ):
        _link_guest_orders(user)
    user.is_confirmed = True
    user.save(update_fields=["is_confirmed", "updated_at"])
    tell("account_confirmed", user)
    return user


@operation
@transaction.atomic
def create_customer(email: str, *, by: User | None = None, **columns: Any) -> User:
    """Let staff open an account; nobody has confirmed its e-mail."""
    user = User(email=email.lower(), is_confirmed=False, **columns, **_customer_type())
    user.set_unusable_password()
    user.save()
    tell("customer_created", user)
    CustomerEvent.objects.create(user=user, type=CustomerEvents.ACCOUNT_CREATED)
    return user


@operation
@transaction.atomic
def update_customer(user: User, *, by: User | None = None, **columns: Any) -> User:
    """Let staff change an account; a new e-mail links the guest orders that carry it."""
    was = {name: getattr(user, name) for name in columns}
    for name, value in columns.items():
        setattr(user, name, value)
    user.save(update_fields=None if _STAFF_MOVE_UPDATED_AT else [*columns])
    if user.email != was.get("email", user.email):
        _customer_event(by, CustomerEvents.EMAIL_ASSIGNED, {"message": user.email})
        _link_guest_orders(user)
    if {"first_name", "last_name"} & columns.keys():
        _customer_event(
            by, CustomerEvents.NAME_ASSIGNED, {"message": user.get_full_name()}
        )
    tell("customer_updated", user, webhooks=set())
    return user


@operation
def delete_customer(user: User, *, by: User | None = None) -> User:
    """Let staff delete an account: orders stay without it, carts go; id and e-mail stay readable on the instance."""
    with transaction.atomic():
        _customer_event(by, CustomerEvents.CUSTOMER_DELETED, {"count": 1})
        _delete(user)
        tell("customer_deleted", user, webhooks=set())
    return user


@operation
def delete_own_account(user: User) -> User:
    """Let customers delete their account; the shop calls another hook for it than for staff."""
    with transaction.atomic():
        _delete(user)
        tell("account_deleted", user)
    return user


def _delete(user: User) -> None:
    key = user.pk
    Checkout.objects.filter(user=user).delete()
    user.delete()
    user.pk = key


def _link_guest_orders(user: User) -> None:
    """Give the account the guest orders of its e-mail, in bulk: no order's `updated_at` moves."""
    Order.objects.confirmed().filter(user_email=user.email, user=None).update(user=user)


def _customer_event(by: User | None, kind: str, parameters: dict[str, Any]) -> None:
    CustomerEvent.objects.create(user=by, order=None, type=kind, parameters=parameters)


def _customer_type() -> dict[str, Any]:
    """Give new accounts the default type, where the version has types at all."""
    names = {field.name for field in User._meta.get_fields()}
    if "customer_type" not in names:
        return {}
    kind = User._meta.get_field("customer_type").related_model
    return {"customer_type": kind.objects.filter(is_default=True).first()}
