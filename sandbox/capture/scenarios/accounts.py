"""Customers come, change and go."""

from ..recording.shop import PASSWORD, STAFF
from .steps import (
    CHANNEL,
    CUSTOMER_EMAIL,
    GUEST_EMAIL,
    REDIRECT,
    customer,
    paid_order,
    registration,
    unpaid_order,
)


def registers_and_leaves(shop, _ids):
    """Register, confirm, change the name and delete the account again."""
    email = CUSTOMER_EMAIL
    shop.record("account_register", "accountRegister", {"input": registration(email)})
    confirmation = {"email": email, "token": shop.secret(email)}
    shop.record("confirm_account", "confirmAccount", confirmation)
    shop.record(
        "account_update", "accountUpdate", {"input": {"firstName": "Anna"}}, email
    )
    request = {"redirectUrl": REDIRECT, "channel": CHANNEL}
    shop.record("account_request_deletion", "accountRequestDeletion", request, email)
    shop.record("account_delete", "accountDelete", {"token": shop.secret(email)}, email)


def registers_twice(shop, _ids):
    """Register an address that has an account already: the shop must not tell."""
    customer(shop)
    again = {"input": registration(CUSTOMER_EMAIL)}
    shop.record("account_register_known_email", "accountRegister", again)


def kept_by_staff(shop, _ids):
    """Create, rename, re-address and delete a customer as staff."""
    new = {"email": CUSTOMER_EMAIL, "firstName": "Ann", "lastName": "Lee"}
    made = shop.record("customer_create", "customerCreate", {"input": new}, STAFF)
    found = made["user"]["id"]
    named = {"id": found, "input": {"firstName": "Anna"}}
    shop.record("customer_update_name", "customerUpdate", named, STAFF)
    moved = {"id": found, "input": {"email": "anna@example.com"}}
    shop.record("customer_update_email", "customerUpdate", moved, STAFF)
    metadata = {"id": found, "input": [{"key": "k", "value": "v"}]}
    shop.record("customer_update_metadata", "updateMetadata", metadata, STAFF)
    shop.record("customer_delete", "customerDelete", {"id": found}, STAFF)


def deleted_with_orders(shop, ids):
    """Delete a customer who has an order as staff, and another one in bulk."""
    for name, mutation, email in (
        ("customer_delete_with_order", "customerDelete", CUSTOMER_EMAIL),
        ("customer_bulk_delete_with_order", "customerBulkDelete", "bob@example.com"),
    ):
        customer(shop, email)
        unpaid_order(shop, ids, by=email)
        found = _user_id(email)
        variables = {"id": found} if mutation == "customerDelete" else {"ids": [found]}
        shop.record(name, mutation, variables, STAFF)


def leaves_with_orders(shop, ids):
    """Delete the own account, having an order."""
    email = customer(shop)
    unpaid_order(shop, ids, by=email)
    request = {"redirectUrl": REDIRECT, "channel": CHANNEL}
    shop.prepare("accountRequestDeletion", request, email)
    token = {"token": shop.secret(email)}
    shop.record("account_delete_with_order", "accountDelete", token, email)


def guest_registers(shop, ids):
    """Register and confirm as a guest with an order, with the shop's own settings."""
    paid_order(shop, ids)
    shop.record(
        "account_register_guest",
        "accountRegister",
        {"input": registration(GUEST_EMAIL)},
    )
    confirmation = {"email": GUEST_EMAIL, "token": shop.secret(GUEST_EMAIL)}
    shop.record("confirm_account_guest", "confirmAccount", confirmation)


def guest_is_linked(shop, ids):
    """Do the same where the shop links a guest's orders to the account on confirmation."""
    paid_order(shop, ids)
    _link_on_confirmation()
    shop.prepare("accountRegister", {"input": registration(GUEST_EMAIL)})
    confirmation = {"email": GUEST_EMAIL, "token": shop.secret(GUEST_EMAIL)}
    mutation = "confirmAccountWithPassword"
    confirmation["password"] = PASSWORD
    shop.record("confirm_account_linking_guest_orders", mutation, confirmation)


def guest_is_adopted_by_staff(shop, ids):
    """Give a customer the address a guest ordered with: the orders are linked as well."""
    paid_order(shop, ids)
    new = {"input": {"email": CUSTOMER_EMAIL, "firstName": "Ann"}}
    found = shop.prepare("customerCreate", new, STAFF)["user"]["id"]
    confirmed = {"id": found, "input": {"isConfirmed": True, "email": GUEST_EMAIL}}
    name = "customer_update_email_linking_guest_orders"
    shop.record(name, "customerUpdate", confirmed, STAFF)


def _user_id(email):
    import graphene
    from saleor.account.models import User

    return graphene.Node.to_global_id("User", User.objects.get(email=email).pk)


def _link_on_confirmation():
    """Turn the site setting on where the version has one."""
    from saleor.site.models import SiteSettings

    if hasattr(SiteSettings, "account_confirm_merge_mode"):
        SiteSettings.objects.update(account_confirm_merge_mode="require_password")


SCENARIOS = (
    registers_and_leaves,
    registers_twice,
    kept_by_staff,
    deleted_with_orders,
    leaves_with_orders,
    guest_registers,
    guest_is_linked,
    guest_is_adopted_by_staff,
)
