"""Two follow-ups played over HTTP to their ends, and everything that came of them counted.

Giulia leaves a cart, is reminded, comes back by the letter's link and orders: no other reminder
comes. Li leaves one too and stays away, and so shows when the others would have come. Tom sends
back what he bought, is asked how it went, and then shown what may suit better.
"""

from __future__ import annotations

import base64
import time
from collections import Counter
from typing import Any

from demo.hurrying import CART, FIRST_LETTER, QUESTION, REMINDER, RETURN
from demo.mailbox.letters import Letter
from demo.reading import Reader
from demo.report import Report
from demo.screen import console
from demo.serving import Running

from .opening import join, open_up
from .people import Crew, Shopper
from .real_shop import Catalog

HELP, LAST = "abandoned_cart_help", "abandoned_cart_last"
IDEA = "post_return_idea"
# Beyond the wait that was chosen: to notice the cart, to wake, to send, on a busy machine.
PATIENCE_SECONDS = 60.0 * FIRST_LETTER[CART]["first_after_minutes"] + 300
STOP_SECONDS = 90.0
# Whoever follows a link has clicked, once it is clear that no scanner did.
LEFT = ("SENT", "OPENED", "CLICKED")

# A journey's code, where a passage stands, and why it ended.
Passage = tuple[str, str, str]


def play(running: Running, catalog: Catalog) -> Report:
    """Play the story, ten minutes at most; says what happens as it does."""
    return _Story(running, catalog).play()


class _Story:
    def __init__(self, running: Running, catalog: Catalog) -> None:
        self.running = running
        self.report = Report()
        self.reader = Reader(running, self.report, patience=PATIENCE_SECONDS)
        self.crew = Crew.of(running.ports.shop_url, catalog)

    def play(self) -> Report:
        open_up(self.crew, self.running)
        self.report.reached("live", "Staff went live and switched both follow-ups on.")
        giulia, li, tom = (
            join(self.crew, self.running, name, language)
            for name, language in (("Giulia", "IT"), ("Li", "ZH_HANS"), ("Tom", "EN"))
        )
        self.report.reached("joined", "Three shoppers confirmed and allowed letters.")
        cart = self.crew.fill_cart(giulia)
        self.crew.fill_cart(li)
        left_at = time.time()
        self.report.reached("left", "Giulia and Li left their carts.")
        self._send_back(tom)
        self._ask(tom)
        self._come_back(giulia, cart, left_at)
        for number, template in enumerate((REMINDER, HELP, LAST), start=1):
            self._letter(li, template, "zh", left_at, number=number)
        self._count(
            {giulia: [REMINDER], li: [REMINDER, HELP, LAST], tom: [QUESTION, IDEA]}
        )
        self._passages(
            {
                giulia: (CART, "EXITED", "goal"),
                tom: (RETURN, "DONE", "finished"),
                li: (CART, "DONE", "finished"),
            }
        )
        return self.report

    def _send_back(self, tom: Shopper) -> None:
        order = self.crew.order_cart(tom, self.crew.fill_cart(tom))
        self.crew.take_back(order, self.crew.send(order))

    def _ask(self, tom: Shopper) -> None:
        returned_at = time.time()
        self.report.reached("returned", "Tom sent back what he had bought.")
        self._letter(tom, QUESTION, "en", returned_at)
        self._letter(tom, IDEA, "en", returned_at, number=2)

    def _come_back(self, giulia: Shopper, cart: str, left_at: float) -> None:
        letter = self._letter(giulia, REMINDER, "it", left_at)
        if letter is None:
            return
        self.reader.come_back(letter, _key(cart))
        lines = giulia.read("cart", id=cart)["checkout"]["lines"]
        self.report.expect(lines == [{"quantity": 1}], f"the cart holds {lines}")
        self.crew.order_cart(giulia, cart)
        self.report.reached("recovered", "Giulia came back by the link and ordered.")
        [(_, _, reason)] = self._wait_for_end(giulia)
        self.report.cart_journey_ended_by = reason
        self.report.reached("stopped", "The order ended her journey.")

    def _letter(
        self,
        to: Shopper,
        template: str,
        language: str,
        cause: float,
        *,
        number: int = 1,
    ) -> Letter | None:
        letter = self.reader.receive(
            to.address, to.first_name, template, language, number=number
        )
        if letter is not None:
            console.print(f"         {letter.arrived_at - cause:.1f} s after the cause")
        return letter

    def _count(self, expected: dict[Shopper, list[str]]) -> None:
        """Compare the letters in the mailbox, and what the CRM says of them, with what must be."""
        wanted = {person.address: len(letters) for person, letters in expected.items()}
        came = dict(Counter(letter.to for letter in self.reader.ours()))
        self.report.expect(came == wanted, f"letters came: {came}, not {wanted}")
        for person, templates in expected.items():
            messages = self._messages(person)
            left = [one["templateCode"] for one in messages if one["state"] in LEFT]
            self.report.expect(
                left[::-1] == templates and len(left) == len(messages),
                f"{person.address} has messages {messages}",
            )

    def _passages(self, expected: dict[Shopper, Passage]) -> None:
        for person, passage in expected.items():
            ended = self._wait_for_end(person)
            self.report.expect(
                ended == [passage], f"{person.address} passed through {ended}"
            )

    def _wait_for_end(self, person: Shopper) -> list[Passage]:
        """Return the passages that somebody came into, as soon as none of them goes on."""

        def is_over() -> bool:
            return all(state != "ACTIVE" for _, state, _ in self._entered(person))

        self.reader.wait(is_over, STOP_SECONDS)
        return self._entered(person)

    def _entered(self, person: Shopper) -> list[Passage]:
        found = self.crew.staff.read("passages", profile=self._profile(person))
        nodes = [edge["node"] for edge in found["crmEnrollments"]["edges"]]
        return [
            (node["journey"]["code"], node["state"], node["endReason"])
            for node in nodes
            if node["enteredAt"]
        ]

    def _messages(self, person: Shopper) -> list[Any]:
        found = self.crew.staff.read("messages", profile=self._profile(person))
        return [edge["node"] for edge in found["crmMessages"]["edges"]]

    def _profile(self, person: Shopper) -> str:
        found = self.crew.staff.read("profile", user=person.user_id)
        return str(found["crmProfile"]["id"])


def _key(global_id: str) -> str:
    """Return the key in a global id, such as a cart's token."""
    return base64.b64decode(global_id).decode().partition(":")[2]
