"""Read letters as those do whom they are for: wait for them, look at them, follow their links."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .browsing import follow, read_page, tampered, tracked_links
from .hurrying import SENDER, subject_of
from .mailbox.letters import Letter, await_letters, newest
from .mailbox.serving import STOREFRONT
from .report import Report
from .serving import Running

BAD_LINK = 404


@dataclass(frozen=True)
class Reader:
    """Waits for the follow-ups' letters, so many seconds for each, and reports what is wrong."""

    running: Running
    report: Report
    patience: float

    def receive(
        self, address: str, name: str, template: str, language: str, *, number: int = 1
    ) -> Letter | None:
        """Return the letter that is this address's so-manieth, and made by this template."""
        found = self._await(address, number)
        self.report.expect(
            len(found) >= number, f"{len(found)} letters to {address}, not {number}"
        )
        if len(found) < number:
            return None
        # The newest comes first, and others may have come meanwhile.
        letter = found[-number]
        self.report.expect(
            letter.subject == subject_of(template, language),
            f"the letter to {address} is {letter.subject!r}",
        )
        self.report.expect(name in letter.text, f"no name in {letter.subject!r}")
        page = read_page(f"{self.running.ports.mailbox_url}/letters/{letter.name}")
        self.report.expect(
            f"<h2>{letter.subject}</h2>" in page, "the mailbox does not show it"
        )
        self.report.languages[letter.subject] = language
        self.report.reached(
            f"{template}_{language}", f"{address} got “{letter.subject}”."
        )
        return letter

    def come_back(self, letter: Letter, cart: str) -> None:
        """Follow the letter's links: one must lead to the cart, and none if it is forged."""
        place = f"{self.running.ports.mailbox_url}{STOREFRONT}/checkout/{cart}"
        ways = [follow(link)[0] for link in tracked_links(letter)]
        back = next((way for way in ways if way[-1] == place), [])
        self.report.expect(bool(back), f"no link leads back to {place}: {ways}")
        self.report.led_back_to = back[-1] if back else ""
        self._forge(back[:2])

    def wait(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait until it holds, or for so many seconds."""
        until = time.monotonic() + seconds
        while not holds() and time.monotonic() < until:
            self.running.supervisor.check()
            time.sleep(0.3)

    def ours(self) -> list[Letter]:
        """Return all letters of the follow-ups that have come, the newest first."""
        return [each for each in newest(self.running.letters) if _is_ours(each)]

    def _await(self, address: str, count: int) -> list[Letter]:
        return await_letters(
            self.running.letters,
            lambda letter: letter.to == address and _is_ours(letter),
            count,
            seconds=self.patience,
            meanwhile=self.running.supervisor.check,
        )

    def _forge(self, links: Sequence[str]) -> None:
        for link in links:
            status = follow(tampered(link))[1]
            self.report.expect(
                status == BAD_LINK, f"a forged link is answered by {status}: {link}"
            )


def _is_ours(letter: Letter) -> bool:
    """Tell the follow-ups' letters from those that the shop itself writes."""
    return SENDER in letter.sender
