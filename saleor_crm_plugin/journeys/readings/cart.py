"""How the cart stands that a passage is about, and whether its goods are to be had."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ...observation.events import CheckoutCompleted, CheckoutFact, CheckoutGone
from ...saleor_adapter.checkouts import read_checkouts, read_completions
from ...saleor_adapter.products import Offered, back_in_stock
from ..passage import Passage
from ..reading import Memory, Reading, ValueKind, readings


@readings.register
class CartIsOpen(Reading):
    """Whether the cart is there with goods in it, and no order was made of it."""

    code = "cart_is_open"
    label = "The cart is open"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        ids = {one.subject.checkout_id for one in passages if one.subject.checkout_id}
        if not ids:
            return {}
        carts = read_checkouts(ids)
        # Read after the carts: the shop makes the order before it takes the cart away.
        ordered = read_completions(ids)
        filled = {
            checkout_id
            for checkout_id, cart in carts.items()
            if cart.state.lines and checkout_id not in ordered
        }
        return {
            one.id: one.subject.checkout_id in filled
            for one in passages
            if one.subject.checkout_id
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        told = [
            one
            for one in memory.of(CheckoutFact)
            if one.checkout_id == passage.subject.checkout_id
        ]
        if not told:
            return False
        is_over = isinstance(told[-1], CheckoutCompleted | CheckoutGone)
        return not is_over and told[-1].quantity > 0


@readings.register
class GoodsAreThere(Reading):
    """Whether any of the variants can be bought in the passage's channel now."""

    code = "goods_are_there"
    label = "The goods can be bought"
    kind = ValueKind.YES_NO

    def read(
        self, argument: str, passages: Sequence[Passage], *, now: datetime.datetime
    ) -> Mapping[int, Any]:
        wanted = {one.id: _offered(one) for one in passages if one.subject.variant_ids}
        found = back_in_stock({one for several in wanted.values() for one in several})
        return {
            passage_id: bool(several & found) for passage_id, several in wanted.items()
        }

    def recall(self, argument: str, passage: Passage, memory: Memory) -> Any:
        # Nobody wrote down what was to be had then: it is taken to have been there.
        return True


def _offered(passage: Passage) -> set[Offered]:
    return {
        Offered(variant_id=variant_id, channel=passage.subject.channel)
        for variant_id in passage.subject.variant_ids
    }
