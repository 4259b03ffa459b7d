"""What the demo's campaign stands on: its readers, a voucher, and two letters in two languages.

Of the customers of the records some have not allowed letters, some withdrew that, some of the
addresses are dead, some read Italian, some live where it is night now, and some are left out: so
that everything that a campaign counts is counted.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from operations import vouchers
from saleor.account.models import User
from saleor.discount.models import Voucher
from saleor.order.models import Order

from saleor_crm_plugin.campaigns.actions.steer import cancel_campaign
from saleor_crm_plugin.campaigns.models import Campaign
from saleor_crm_plugin.campaigns.policies.states import AT_WORK, CampaignState
from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.policies import SuppressionReason
from saleor_crm_plugin.consent.purposes import ConsentPurpose
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.claims import ACCOUNT, ORDER, PersonClaim
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.messaging.actions.choices import SendingChoices, choose_sending
from saleor_crm_plugin.messaging.actions.prices import PriceChoice, set_prices
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from saleor_crm_plugin.segments.actions.lists import add_to_list
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.models import Segment, SegmentKind
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    save_draft,
)
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.rendering import Content, TemplateKind

from .hurrying import POSTAL_ADDRESS, SENDER, SHOP_NAME
from .known import CURRENCY
from .scenery import AUTHOR, Scenery
from .wall_clocks import zone_where_it_is

NAME = "Spring"
BATCH = 1_000
READERS, LEFT_OUT = "Customers of the records", "Wrote to the service lately"
VOUCHER, WORTH = "Five off in spring", Decimal(5)
# By template and language: what the letter is called, and what it says.
LETTERS = {
    "spring_short": {
        "en": ("Five dollars off, for you", "Your code: {{ code.value }}"),
        "it": ("Cinque dollari per te", "Il tuo codice: {{ code.value }}"),
    },
    "spring_long": {
        "en": (
            "New records in spring",
            "New records have come in. Until {{ code.expires_on }} your code "
            "{{ code.value }} takes five dollars off.",
        ),
        "it": (
            "Nuovi dischi in primavera",
            "Sono arrivati nuovi dischi. Fino al {{ code.expires_on }} il tuo codice "
            "{{ code.value }} vale cinque dollari.",
        ),
    },
}
# One in so many of the readers, in the order of their addresses.
SILENT_ONE_IN, WITHDRAWN_ONE_IN, DEAD_ONE_IN = 12, 41, 97
ITALIAN_ONE_IN, ABROAD_ONE_IN, LEFT_OUT_ONE_IN = 3, 53, 71
NIGHT_FROM, NIGHT_UNTIL = datetime.time(21), datetime.time(8)
MIDDAY, MIDNIGHT = 12, 0
BODY = """<mj-section><mj-column><mj-text>{{{{ customer.first_name }}}}, {text}</mj-text>
<mj-button href="{shop}">{subject}</mj-button></mj-column></mj-section>"""


@dataclass(frozen=True)
class Stage:
    """The ids that a campaign's definition names, and how many readers there are."""

    readers: int
    left_out: int
    voucher: int
    people: int


@dataclass(frozen=True)
class _Reader:
    email: str
    user: User | None
    profile_id: int


def end_earlier_ones() -> None:
    """Take back what the campaigns of earlier starts have still to say: it would come with the new."""
    left = Campaign.objects.filter(
        name=NAME, state__in=[*AT_WORK, CampaignState.PAUSED]
    )
    for campaign in left:
        cancel_campaign(campaign.pk, author=AUTHOR, now=clock.now())


def set_up(shop: Scenery, *, storefront: str) -> Stage:
    """Make all of it where an earlier start has not, and let it be night abroad; idempotent."""
    _letters(storefront)
    _count_cost()
    people = _people()
    readers = Segment.objects.filter(name=READERS).first()
    left_out = Segment.objects.filter(name=LEFT_OUT).first()
    if readers is None or left_out is None:
        _let_them_say(people)
        readers = _list(READERS, people)
        left_out = _list(LEFT_OUT, people[::LEFT_OUT_ONE_IN])
    _let_it_be_night_for(people[1::ABROAD_ONE_IN])
    return Stage(readers.pk, left_out.pk, _voucher(shop).pk, len(people))


def _voucher(shop: Scenery) -> Voucher:
    if found := Voucher.objects.filter(name=VOUCHER).first():
        return found
    voucher = vouchers.create(VOUCHER, single_use=True)
    vouchers.sell_in(voucher, shop.channel, WORTH)
    return voucher


def _letters(storefront: str) -> None:
    now = clock.now()
    for code, languages in LETTERS.items():
        if Template.objects.filter(code=code).exists():
            continue
        asked = NewTemplate(
            code=code,
            name=code.replace("_", " ").title(),
            kind=TemplateKind.EMAIL,
            purpose=ConsentPurpose.MARKETING,
        )
        template = create_template(asked, author=AUTHOR, now=now)
        contents = [
            Content(
                language=language,
                subject=subject,
                body=BODY.format(text=text, shop=storefront, subject=subject),
            )
            for language, (subject, text) in languages.items()
        ]
        save_draft(template.pk, contents, author=AUTHOR)
        publish_draft(template.pk, author=AUTHOR, now=now)


def _count_cost() -> None:
    price = PriceChoice(channel="email", amount=Decimal("0.001"), currency=CURRENCY)
    set_prices([price], author=AUTHOR, now=clock.now())


def _people() -> list[_Reader]:
    """Return everybody of the records, guests too, in the order of their addresses."""
    orders = Order.objects.filter(user_email__startswith="customer")
    emails = sorted(set(orders.values_list("user_email", flat=True)))
    users = {user.email: user for user in User.objects.filter(email__in=emails)}
    claims = [_claim(email, users.get(email)) for email in emails]
    found: list[int | None] = []
    for start in range(0, len(claims), BATCH):
        found += resolve_profiles(claims[start : start + BATCH])
    return [
        _Reader(email, users.get(email), profile_id)
        for email, profile_id in zip(emails, found, strict=True)
        if profile_id is not None
    ]


def _claim(email: str, user: User | None) -> PersonClaim:
    return PersonClaim(
        user_id=user.pk if user else None,
        email=email,
        email_is_verified=user is not None,
        source=ACCOUNT if user else ORDER,
        seen_at=clock.now(),
    )


def _let_them_say(people: Sequence[_Reader]) -> None:
    """Let people say what they allow and what they read; guests have not been asked."""
    now = clock.now()
    asked = [
        one for place, one in enumerate(people) if one.user and place % SILENT_ONE_IN
    ]
    acts = [_act(one, now, granted=True) for one in asked]
    acts += [_act(one, now, granted=False) for one in asked[::WITHDRAWN_ONE_IN]]
    for start in range(0, len(acts), BATCH):
        record_consents(acts[start : start + BATCH], now=now)
    dead = [
        SuppressedAddress(
            channel="email",
            address_hash=email_hash(one.email),
            reason=SuppressionReason.HARD_BOUNCE,
            profile_id=one.profile_id,
        )
        for one in people[2::DEAD_ONE_IN]
    ]
    suppress(dead, now=now)
    changes = [
        DetailsChange(profile_id=one.profile_id, language="it")
        for one in people[::ITALIAN_ONE_IN]
    ]
    change_details(changes, source=AUTHOR, now=now)


def _act(reader: _Reader, now: datetime.datetime, *, granted: bool) -> ConsentAct:
    joined_at = reader.user.date_joined if reader.user else now
    word = "yes" if granted else "no"
    return ConsentAct(
        profile_id=reader.profile_id,
        channel="email",
        purpose=ConsentPurpose.MARKETING,
        granted=granted,
        source="registration",
        occurred_at=joined_at if granted else now,
        key=f"demo:records:{reader.profile_id}:{word}",
    )


def _let_it_be_night_for(abroad: Sequence[_Reader]) -> None:
    """Keep quiet hours, in a shop where it is midday; where these live now it is midnight."""
    now = clock.now()
    choose_sending(
        SendingChoices(
            sender_name=SHOP_NAME,
            sender_address=SENDER,
            postal_address=POSTAL_ADDRESS,
            quiet_from=NIGHT_FROM,
            quiet_until=NIGHT_UNTIL,
            time_zone=zone_where_it_is(MIDDAY, now),
        ),
        author=AUTHOR,
        now=now,
    )
    there = zone_where_it_is(MIDNIGHT, now)
    changes = [
        DetailsChange(profile_id=one.profile_id, time_zone=there) for one in abroad
    ]
    change_details(changes, source=AUTHOR, now=now)


def _list(name: str, people: Sequence[_Reader]) -> Segment:
    now = clock.now()
    row = create_segment(name, kind=SegmentKind.LIST, author=AUTHOR, now=now)
    ids = [one.profile_id for one in people]
    for start in range(0, len(ids), BATCH):
        add_to_list(row.pk, set(ids[start : start + BATCH]), now=now)
    return row
