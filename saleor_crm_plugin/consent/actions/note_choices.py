"""Take what customers ticked in the storefront as acts of consent."""

import datetime
from collections.abc import Sequence

from ...core import clock
from ...core.facts import Fact
from ...observation.events import CustomerFact, OrderFact
from ...saleor_adapter.marketing_choices import (
    MarketingChoice,
    choices_of_accounts,
    choices_of_orders,
)
from ..models import ConsentEvent
from ..purposes import ConsentPurpose
from ..sources import Source
from .record import ConsentAct, record_consents

EMAIL = "email"
# A cart may lie for a while before it becomes an order.
LONGEST_BEFORE = datetime.timedelta(days=90)


def note_choices(facts: Sequence[Fact]) -> None:
    """Record a grant of marketing by e-mail for each order or account whose box was ticked.

    A box that was not ticked says nothing: it withdraws nothing that was granted. The act counts
    from when the box was ticked, at the latest from the order or the account itself, so that it
    never outweighs what the person said later; on a channel with double opt-in it is pending.
    Idempotent: the order, or the account, names the act. Three statements, and those of
    `record_consents`.
    """
    about = [fact for fact in facts if fact.profile_id is not None]
    orders = [fact for fact in about if isinstance(fact, OrderFact)]
    accounts = [fact for fact in about if isinstance(fact, CustomerFact)]
    of_orders = choices_of_orders({fact.order_id for fact in orders})
    of_accounts = choices_of_accounts({fact.user_id for fact in accounts})
    ticked = [
        _act(fact, of_orders[fact.order_id], Source.CHECKOUT, fact.order_id)
        for fact in orders
        if fact.order_id in of_orders and of_orders[fact.order_id].is_ticked
    ] + [
        _act(fact, of_accounts[fact.user_id], Source.REGISTRATION, str(fact.user_id))
        for fact in accounts
        if fact.user_id in of_accounts and of_accounts[fact.user_id].is_ticked
    ]
    # What was recorded may belong to another profile by now: it is not said again.
    keys = [act.key for act in ticked]
    known = set(ConsentEvent.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = {act.key: act for act in ticked if act.key not in known}
    if fresh:
        record_consents(list(fresh.values()), now=clock.now())


def _act(fact: Fact, choice: MarketingChoice, source: Source, what: str) -> ConsentAct:
    at = choice.at or fact.occurred_at
    return ConsentAct(
        profile_id=fact.profile_id or 0,
        channel=EMAIL,
        purpose=ConsentPurpose.MARKETING,
        granted=True,
        source=source,
        occurred_at=max(min(at, fact.occurred_at), fact.occurred_at - LONGEST_BEFORE),
        key=f"{source}:{what}",
    )
