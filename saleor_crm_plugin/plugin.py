"""Saleor's hooks, one line each: whatever happened, mark whom it happened to.

A hook knows nothing more. What changed is found out later, by observing (`observation/`), so
that it makes no difference which hooks came, how often, or in which order.
`checkout_updated` is left out on purpose: it would run at each step of every shopper.
"""

from django.core.exceptions import ValidationError

from .dashboard.policies.origins import InvalidOrigin, parse_origins
from .outbox.marks import (
    CUSTOMER,
    CUSTOMER_DELETED,
    CUSTOMER_VERIFIED,
    ORDER,
    mark,
    mark_listed,
)
from .saleor_adapter.plugin_base import BasePlugin, ConfigurationTypeField
from .saleor_adapter.plugin_state import (
    DASHBOARD_LANGUAGE,
    DASHBOARD_ORIGINS,
    PLUGIN_ID,
    PLUGIN_NAME,
)


class CrmPlugin(BasePlugin):
    """The CRM as Saleor's plugin manager sees it: one for all channels, on from the start."""

    PLUGIN_ID = PLUGIN_ID
    PLUGIN_NAME = PLUGIN_NAME
    PLUGIN_DESCRIPTION = (
        "Loyalty points, membership tiers and customer timelines inside the shop. "
        "Programs, tiers and rules are set through the API."
    )
    DEFAULT_ACTIVE = True
    # Customer hooks reach only global plugins.
    CONFIGURATION_PER_CHANNEL = False
    DEFAULT_CONFIGURATION = [
        {"name": DASHBOARD_ORIGINS, "value": ""},
        {"name": DASHBOARD_LANGUAGE, "value": "en"},
    ]
    CONFIG_STRUCTURE = {
        DASHBOARD_ORIGINS: {
            "type": ConfigurationTypeField.STRING,
            "label": "Addresses of the Dashboard",
            "help_text": (
                "Where the Dashboard runs if not at the API's own address, such as "
                "https://dashboard.example.com; several are parted by spaces. "
                "Only these may show the CRM's pages."
            ),
        },
        DASHBOARD_LANGUAGE: {
            "type": ConfigurationTypeField.STRING,
            "label": "Language of the menus",
            "help_text": "en, it or zh-hans; run crm_install_dashboard after a change.",
        },
    }

    @classmethod
    def validate_plugin_configuration(cls, plugin_configuration, **kwargs):
        settings = {
            one["name"]: one.get("value") for one in plugin_configuration.configuration
        }
        try:
            parse_origins(settings.get(DASHBOARD_ORIGINS) or "")
        except InvalidOrigin as refusal:
            message = f"{refusal.given!r} is no address of a site: give scheme, host and port."
            raise ValidationError(
                {DASHBOARD_ORIGINS: ValidationError(message, code="invalid")}
            ) from refusal

    # Orders

    def order_created(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_confirmed(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_updated(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_paid(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_fully_paid(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_refunded(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_fully_refunded(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_cancelled(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_expired(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_fulfilled(self, order, *args, previous_value=None, **kwargs):
        mark(ORDER, order.pk)
        return previous_value

    def order_bulk_created(self, orders, *args, previous_value=None, **kwargs):
        mark_listed(ORDER, [order.pk for order in orders])
        return previous_value

    def fulfillment_created(self, fulfillment, *args, previous_value=None, **kwargs):
        mark(ORDER, fulfillment.order_id)
        return previous_value

    def fulfillment_approved(self, fulfillment, *args, previous_value=None, **kwargs):
        mark(ORDER, fulfillment.order_id)
        return previous_value

    def fulfillment_canceled(self, fulfillment, *args, previous_value=None, **kwargs):
        mark(ORDER, fulfillment.order_id)
        return previous_value

    # Customers

    def customer_created(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER, user.pk)
        return previous_value

    def customer_updated(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER, user.pk)
        return previous_value

    def account_confirmed(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER_VERIFIED, user.pk, email=user.email)
        return previous_value

    def account_email_changed(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER_VERIFIED, user.pk, email=user.email)
        return previous_value

    def staff_created(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER, user.pk)
        return previous_value

    def staff_updated(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER, user.pk)
        return previous_value

    def customer_deleted(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER_DELETED, user.id, email=user.email)
        return previous_value

    def account_deleted(self, user, *args, previous_value=None, **kwargs):
        mark(CUSTOMER_DELETED, user.id, email=user.email)
        return previous_value

    # Requests beside GraphQL, which reach us also while we are switched off

    def webhook(self, request, path, previous_value=None, **kwargs):
        # Only here: workers answer no requests, and the API does not exist when plugins load.
        from .http.dispatch import answer  # noqa: PLC0415

        return answer(request, path or "", is_active=self.active)
