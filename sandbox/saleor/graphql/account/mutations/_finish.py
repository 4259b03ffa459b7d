"""What follows the creation of an account."""

from ....account import CustomerEvents
from ....account.models import CustomerEvent
from ....core.notify import UserNotifyEvent
from ....core.tokens import account_confirm_token_generator
from ....core.utils.events import call_event
from ....core.utils.url import prepare_url
from ...plugins.dataloaders import get_plugin_manager_promise
from ...site.dataloaders import get_site_promise


def finish_creating_user(info, user, redirect_url, channel_slug):
    """Ask for a confirmation, where the shop wants one, and tell the plugins."""
    manager = get_plugin_manager_promise(info.context).get()
    if (
        get_site_promise(info.context)
        .get()
        .settings.enable_account_confirmation_by_email
    ):
        token = account_confirm_token_generator.make_token(user)
        link = prepare_url(f"email={user.email}&token={token}", redirect_url)
        manager.notify(
            UserNotifyEvent.ACCOUNT_CONFIRMATION,
            lambda: {
                "user": {"email": user.email},
                "recipient_email": user.email,
                "confirm_url": link,
            },
            channel_slug=channel_slug,
        )
        call_event(
            manager.account_confirmation_requested, user, channel_slug, token, link
        )
    call_event(manager.customer_created, user)
    CustomerEvent.objects.create(type=CustomerEvents.ACCOUNT_CREATED, user=user)
