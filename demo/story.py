"""Two stories played with the real web server, worker and beat, and what went wrong in them.

A cart is left behind, its owner is reminded, comes back by the letter's link and orders; an order
is returned, and its owner is asked how it went. A third shopper is reminded and does not come back.
"""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from operations import fulfillments
from operations.acting import shop_time
from saleor.checkout.models import Checkout
from saleor.order.models import Order

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.observation.actions import poll_checkouts
from saleor_crm_plugin.observation.tasks import poll_carts
from saleor_crm_plugin.templates.ready_made_files import ready_made

from .browsing import follow, read_page, tampered, tracked_links
from .follow_ups import CART, FIRST_LETTER
from .mailbox.letters import Letter, await_letters
from .mailbox.serving import STOREFRONT
from .replay import return_some
from .scenery import Scenery
from .screen import console
from .serving import Running
from .shoppers import Shopper, new_shopper
from .shopping import fill_cart, order_cart

LETTER_SECONDS = 90.0
STOP_SECONDS = 30.0
# The shop's clock is set back for them: the first reminder is due when the cart is noticed.
LEFT_FOR = datetime.timedelta(minutes=FIRST_LETTER[CART]["first_after_minutes"])
REMINDER, QUESTION = "abandoned_cart_reminder", "post_return_question"
BAD_LINK = 404


@dataclass
class Report:
    """How long each chapter took from the start, and what was wrong."""

    seconds: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    led_back_to: str = ""
    cart_journey_ended_by: str = ""
    started: float = field(default_factory=time.monotonic)

    def reached(self, chapter: str, told: str) -> None:
        """Note that a chapter is over, and print what happened in it."""
        self.seconds[chapter] = round(time.monotonic() - self.started, 1)
        console.print(f"{self.seconds[chapter]:5.1f} s  {told}")

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note what is wrong unless it holds."""
        if not holds:
            self.wrong.append(otherwise)

    def summary(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "seconds": self.seconds,
            "languages": self.languages,
            "letter_led_back_to": self.led_back_to,
            "cart_journey_ended_by": self.cart_journey_ended_by,
        }


def play(shop: Scenery, running: Running) -> Report:
    """Play both stories to their ends, at most a few minutes; says what happens as it does."""
    return _Story(shop, running).play()


class _Story:
    def __init__(self, shop: Scenery, running: Running) -> None:
        self.shop, self.running = shop, running
        self.report = Report()

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
        found = await_letters(
            self.running.letters,
            to.address,
            1,
            seconds=LETTER_SECONDS,
            meanwhile=self.running.supervisor.check,
        )
        self.report.expect(len(found) == 1, f"{len(found)} letters to {to.address}")
        if not found:
            return None
        letter = found[-1]
        self.report.expect(
            letter.subject == _subject(template, language),
            f"the letter to {to.address} is {letter.subject!r}",
        )
        self.report.expect(
            to.user.first_name in letter.text, f"no name in {letter.subject!r}"
        )
        page = read_page(f"{self.running.ports.mailbox_url}/letters/{letter.name}")
        self.report.expect(
            f"<h2>{letter.subject}</h2>" in page, "the mailbox does not show it"
        )
        self.report.languages[letter.subject] = language
        self.report.reached(
            f"{template}_{language}", f"{to.address} got “{letter.subject}”."
        )
        return letter

    def _come_back(self, letter: Letter, cart: Checkout, shopper: Shopper) -> None:
        place = f"{self.running.ports.mailbox_url}{STOREFRONT}/checkout/{cart.pk}"
        ways = [follow(link)[0] for link in tracked_links(letter)]
        back = next((way for way in ways if way[-1] == place), [])
        self.report.expect(bool(back), f"no link leads back to {place}: {ways}")
        self.report.led_back_to = back[-1] if back else ""
        self._forge(back[:2])
        order_cart(cart)
        self.report.reached(
            "recovered", f"{shopper.address} came back by the link and ordered."
        )
        self._see_it_stop(shopper)

    def _forge(self, links: Sequence[str]) -> None:
        for link in links:
            status = follow(tampered(link))[1]
            self.report.expect(
                status == BAD_LINK, f"a forged link is answered by {status}: {link}"
            )

    def _see_it_stop(self, shopper: Shopper) -> None:
        _wait(lambda: _outcome(shopper) != "", self.running)
        ended_by = self.report.cart_journey_ended_by = _outcome(shopper)
        self.report.expect(
            ended_by == "goal", f"after the order the journey ended by {ended_by!r}"
        )
        self.report.reached("stopped", "The order stopped the other two reminders.")


def _subject(template: str, language: str) -> str:
    contents = ready_made()[template].contents
    return next(one.subject for one in contents if one.language == language)


def _outcome(shopper: Shopper) -> str:
    passages = Enrollment.objects.filter(
        journey__code=CART, profile_id=shopper.profile_id
    )
    return passages.values_list("end_reason", flat=True).first() or ""


def _wait(holds: Callable[[], bool], running: Running) -> None:
    until = time.monotonic() + STOP_SECONDS
    while not holds() and time.monotonic() < until:
        running.supervisor.check()
        time.sleep(0.3)
