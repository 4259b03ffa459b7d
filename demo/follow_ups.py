"""Two follow-ups, switched on for real: live sending to the mailbox, and waits of a minute."""

from decimal import Decimal

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.actions.drafts import save_draft
from saleor_crm_plugin.journeys.actions.install import install_journey
from saleor_crm_plugin.journeys.actions.publish import publish
from saleor_crm_plugin.journeys.actions.switch import turn_on
from saleor_crm_plugin.journeys.models import Journey, JourneyVersion
from saleor_crm_plugin.messaging.actions.accounts import AccountInput, save_account
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    StorefrontChoices,
    choose_sending,
    choose_storefront,
)
from saleor_crm_plugin.messaging.actions.switch import go_live
from saleor_crm_plugin.messaging.models import ChannelAccount

from .hurrying import FIRST_LETTER, POSTAL_ADDRESS, SENDER, SHOP_NAME, hurried
from .known import CHANNEL
from .listeners import HOST
from .mailbox.serving import STOREFRONT
from .ports import Ports
from .scenery import AUTHOR, permit_staff

# Nobody bans who sends too fast to a mailbox of one's own.
LETTERS_PER_SECOND = 500


def open_up(ports: Ports) -> None:
    """Let letters leave for the mailbox, and switch the follow-ups on; idempotent.

    Done by every start: its ports, and with them the shop's address, may be others.
    """
    now = clock.now()
    permit_staff()
    choose_sending(
        SendingChoices(
            sender_name=SHOP_NAME,
            sender_address=SENDER,
            postal_address=POSTAL_ADDRESS,
        ),
        author=AUTHOR,
        now=now,
    )
    choose_storefront(
        StorefrontChoices(
            channel_slug=CHANNEL,
            name=SHOP_NAME,
            url=f"{ports.mailbox_url}{STOREFRONT}",
        ),
        author=AUTHOR,
        now=now,
    )
    go_live(author=AUTHOR, now=now)
    _send_to(ports.smtp.number)
    for code in FIRST_LETTER:
        _switch_on(code)


def _send_to(port: int) -> None:
    account = ChannelAccount.objects.get(channel="email", channel_slug="")
    settings = {"host": HOST, "port": port, "use_tls": False}
    asked = AccountInput(
        channel="email",
        name="The mailbox",
        settings=settings,
        per_second=Decimal(LETTERS_PER_SECOND),
        burst=LETTERS_PER_SECOND,
    )
    save_account(asked, account_id=account.pk, author=AUTHOR, now=clock.now())


def _switch_on(code: str) -> None:
    if Journey.objects.filter(code=code).exists():
        return
    now = clock.now()
    journey = install_journey(code, FIRST_LETTER[code], author=AUTHOR, now=now)
    version = JourneyVersion.objects.get(pk=journey.current_id)
    save_draft(journey.pk, hurried(version.definition), author=AUTHOR, now=now)
    publish(journey.pk, author=AUTHOR, now=now)
    turn_on(journey.pk, author=AUTHOR, now=now)
