"""Two stories played with the real web server, worker and beat, and what went wrong in them.

A cart is left behind, its owner is reminded, comes back by the letter's link and orders; an order
is returned, and its owner is asked how it went. A third shopper is reminded and does not come back.
"""

import datetime

from operations import fulfillments
from operations.acting import shop_time
from saleor.checkout.models import Checkout
from saleor.order.models import Order

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.observation.actions import poll_checkouts
from saleor_crm_plugin.observation.tasks import poll_carts

from .hurrying import CART, FIRST_LETTER, QUESTION, REMINDER
from .mailbox.letters import Letter
from .reading import Reader
from .replay import return_some
from .report import Report
from .scenery import Scenery
from .serving import Running
from .shoppers import Shopper, new_shopper
from .shopping import fill_cart, order_cart

LETTER_SECONDS = 90.0
STOP_SECONDS = 30.0
# The shop's clock is set back for them: the first reminder is due when the cart is noticed.
LEFT_FOR = datetime.timedelta(minutes=FIRST_LETTER[CART]["first_after_minutes"])


def play(shop: Scenery, running: Running) -> Report:
    """Play both stories to their ends, at most a few minutes; says what happens as it does."""
    return _Story(shop, running).play()


class _Story:
    def __init__(self, shop: Scenery, running: Running) -> None:
        self.shop = shop
        self.report = Report()
        self.reader = Reader(running, self.report, patience=LETTER_SECONDS)

    def play(self) -> Report:
        # From here on carts are looked at.
        poll_checkouts(now=clock.now())
        giulia, li = new_shopper("Giulia", "it"), new_shopper("Li", "zh-hans")
        tom = new_shopper("Tom", "en")
        cart = self._leave_cart(giulia)
        self._leave_cart(li)
        self._return_order(tom)
        # As beat does within the minute.
        poll_carts.delay()
        self.report.reached(
            "begun", "Giulia and Li left their carts, Tom sent a record back."
        )
        reminder = self._letter(giulia, REMINDER, "it")
        self._letter(li, REMINDER, "zh")
        self._letter(tom, QUESTION, "en")
        if reminder is not None:
            self._come_back(reminder, cart, giulia)
        return self.report

    def _leave_cart(self, shopper: Shopper) -> Checkout:
        with shop_time(clock.now() - LEFT_FOR):
            return fill_cart(self.shop, shopper.user)

    def _return_order(self, shopper: Shopper) -> Order:
        order = order_cart(fill_cart(self.shop, shopper.user))
        fulfillments.fulfill(order)
        return_some([order], lambda _: None)
        return order

    def _letter(self, to: Shopper, template: str, language: str) -> Letter | None:
        return self.reader.receive(to.address, to.first_name, template, language)

    def _come_back(self, letter: Letter, cart: Checkout, shopper: Shopper) -> None:
        self.reader.come_back(letter, str(cart.pk))
        order_cart(cart)
        self.report.reached(
            "recovered", f"{shopper.address} came back by the link and ordered."
        )
        self._see_it_stop(shopper)

    def _see_it_stop(self, shopper: Shopper) -> None:
        self.reader.wait(lambda: _outcome(shopper) != "", STOP_SECONDS)
        ended_by = self.report.cart_journey_ended_by = _outcome(shopper)
        self.report.expect(
            ended_by == "goal", f"after the order the journey ended by {ended_by!r}"
        )
        came = [one for one in self.reader.ours() if one.to == shopper.address]
        self.report.expect(len(came) == 1, f"{len(came)} letters to {shopper.address}")
        self.report.reached("stopped", "The order stopped the other two reminders.")


def _outcome(shopper: Shopper) -> str:
    passages = Enrollment.objects.filter(
        journey__code=CART, profile_id=shopper.profile_id
    )
    return passages.values_list("end_reason", flat=True).first() or ""
