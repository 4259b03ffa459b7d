"""Goods that somebody was after, and that were not to be had, can be bought again."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from ...core.sentences import Sentence
from ...saleor_adapter.products import Offer
from ..goods_models import Reason
from ..trigger import Entry, Window, triggers
from ..wanted import DAY, Goods, GoodsTrigger


@triggers.register
class BackInStock(GoodsTrigger):
    """Once per person, variant and day on which it was last seen to be missing."""

    code = "back_in_stock"
    label = "Back in stock"
    only_missing = True
    unknown_of_past = Sentence("nobody wrote down which goods were in stock then")

    class Settings(GoodsTrigger.Settings):
        reasons: Annotated[
            frozenset[Literal[Reason.WANTED, Reason.CART, Reason.VIEWED]],
            Field(min_length=1),
        ] = frozenset({Reason.WANTED, Reason.CART})

    def watches(self) -> Mapping[Reason, datetime.timedelta]:
        return dict.fromkeys(self.settings.reasons, self.settings.within_days * DAY)

    def begun_by(self, goods: Goods, offer: Offer, window: Window) -> Entry | None:
        return goods.entry(f"stock:{goods.variant_id}", window.until)
