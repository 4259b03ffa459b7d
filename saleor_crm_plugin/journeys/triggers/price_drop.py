"""Goods that somebody saw, wanted or bought cost less than then."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ...core.sentences import Sentence
from ...saleor_adapter.products import Offer
from ..goods_models import Reason
from ..trigger import Entry, Window, triggers
from ..wanted import DAY, Goods, GoodsTrigger


@triggers.register
class PriceHasDropped(GoodsTrigger):
    """Once per person, variant and new price, if it is by so much below the lowest that they saw.

    With `bought_within_days` also goods that the person bought so lately and did not bring back;
    0 leaves them out.
    """

    code = "price_drop"
    label = "Price drop"
    every = datetime.timedelta(hours=1)
    unknown_of_past = Sentence("nobody wrote down what goods cost then")

    class Settings(GoodsTrigger.Settings):
        least_percent: Annotated[int, Field(ge=1, le=99)] = 10
        reasons: frozenset[Literal[Reason.VIEWED, Reason.WANTED, Reason.CART]] = (
            frozenset({Reason.VIEWED, Reason.WANTED, Reason.CART})
        )
        bought_within_days: Annotated[int, Field(ge=0, le=365)] = 0

    def watches(self) -> Mapping[Reason, datetime.timedelta]:
        settings = self.settings
        lengths = dict.fromkeys(settings.reasons, settings.within_days * DAY)
        if settings.bought_within_days:
            lengths[Reason.BOUGHT] = settings.bought_within_days * DAY
        return lengths

    def begun_by(self, goods: Goods, offer: Offer, window: Window) -> Entry | None:
        most = goods.price * (100 - self.settings.least_percent) / Decimal(100)
        if offer.price > most:
            return None
        return goods.entry(
            f"price:{goods.variant_id}:{offer.price.normalize():f}", window.until
        )
