"""A campaign to all customers of the records, as staff make it by the API, and what it counts.

First the dry run says what would happen, then it happens, with the real worker and mail server.
Both must count the same, and every sum must be the audience.
"""

import datetime
import json
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from saleor.account.models import User

from saleor_crm_plugin.core import clock

from .api import Api
from .browsing import follow, tracked_links
from .campaign_queries import (
    CHECK,
    CREATE,
    DRY_RUN,
    FORESEEN,
    KPIS,
    SCHEDULE,
    UPDATE,
)
from .campaign_stage import LETTERS, NAME, WORTH, Stage, set_up
from .known import CHANNEL, PASSWORD, STAFF_EMAIL
from .mailbox.letters import Letter, newer_than, newest
from .mailbox.serving import STOREFRONT
from .scenery import Scenery
from .screen import console
from .serving import Running
from .shopping import fill_cart, order_cart

# Time to look at what it would do before it does.
LEAD = datetime.timedelta(minutes=5)
SOON = datetime.timedelta(seconds=10)
# So long nothing may change of what is waited for.
PATIENCE_SECONDS = 300.0
# A token of the shop's ends after five minutes.
SIGNED_IN_SECONDS = 120.0
HOLDOUT = 1_000
VARIANTS = dict(zip("ab", LETTERS, strict=True))
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
# What becomes of people, in the order in which it is told.
OUTCOMES = ("sent", "deferred", "refused", "heldOut", "excluded")
STANDING_STILL = ("waiting", "failed", "unknown")


@dataclass
class Outcome:
    """What came of it: the dry run's report, the figures, and what was wrong."""

    foreseen: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note what is wrong unless it holds."""
        if not holds:
            self.wrong.append(otherwise)

    def summary(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "people": self.figures and self.figures["audience"]["value"],
            **{name: _value(self.figures, name) for name in OUTCOMES},
            "dry_run": self.foreseen,
            "letters": self.letters,
            "revenue": self.figures and self.figures["revenue"]["amounts"],
            "seconds": self.seconds,
        }


def run(shop: Scenery, running: Running) -> Outcome:
    """Let the campaign happen, and check all that it counts; some minutes at most."""
    return _Campaign(shop, running).run()


class _Campaign:
    def __init__(self, shop: Scenery, running: Running) -> None:
        self.shop, self.running = shop, running
        self.outcome = Outcome()
        self._api, self._signed_in_at = Api(running.ports.shop_url), -math.inf
        self.started = time.monotonic()

    @property
    def staff(self) -> Api:
        """The endpoint for a member of staff, who signs in again before the token ends."""
        now = time.monotonic()
        if now - self._signed_in_at > SIGNED_IN_SECONDS:
            guest = Api(self.running.ports.shop_url)
            self._api, self._signed_in_at = guest.signed_in(STAFF_EMAIL, PASSWORD), now
        return self._api

    def run(self) -> Outcome:
        storefront = f"{self.running.ports.mailbox_url}{STOREFRONT}"
        stage = set_up(self.shop, storefront=storefront)
        self._reached("set_up", f"A campaign to {stage.people} customers is written.")
        definition = _definition(stage, clock.now() + LEAD)
        made = self.staff.do(CREATE, name=NAME, definition=definition)["campaign"]
        campaign_id = made["id"]
        self._foresee(campaign_id, stage)
        last = newest(self.running.letters)
        before = last[0].name if last else ""
        # Changed by somebody who has seen what it would do; so it is checked anew.
        definition = _definition(stage, clock.now() + SOON)
        version = self.staff.do(
            UPDATE, id=campaign_id, version=made["version"], definition=definition
        )["campaign"]["version"]
        self.staff.do(CHECK, id=campaign_id)
        self.staff.do(SCHEDULE, id=campaign_id, version=version)
        self._send(campaign_id, stage)
        letters = self._read_letters(before)
        self._let_somebody_order(campaign_id, letters)
        self._print(campaign_id)
        return self.outcome

    def _foresee(self, campaign_id: str, stage: Stage) -> None:
        self.staff.do(CHECK, id=campaign_id)
        self.staff.do(DRY_RUN, id=campaign_id)
        found = self._wait(
            lambda: self.staff.ask(FORESEEN, id=campaign_id)["data"]["crmCampaign"][
                "dryRun"
            ],
            lambda dry_run: dry_run["state"] not in ("WAITING", "RUNNING"),
        )
        report = self.outcome.foreseen = found["report"] or {}
        self.outcome.expect(bool(report), f"the dry run is {found['state']}")
        if not report:
            return
        parts = sum(_people(report, name) for name in OUTCOMES)
        self.outcome.expect(
            report["people"] == stage.people == parts,
            f"of {stage.people} people a dry run sees {report['people']}: {parts}",
        )
        for sample in found["samples"]:
            self.outcome.expect(not sample["fault"], f"a sample has {sample['fault']}")
        told = ", ".join(f"{_people(report, name)} {name}" for name in OUTCOMES)
        self._reached("dry_run", f"The dry run says: {told}.")

    def _send(self, campaign_id: str, stage: Stage) -> None:
        figures = self.outcome.figures = self._wait(
            lambda: self._figures(campaign_id),
            lambda found: (
                found["audience"]["value"] == stage.people
                and not found["waiting"]["value"]
            ),
        )
        parts = sum(_value(figures, name) for name in (*OUTCOMES, *STANDING_STILL))
        self.outcome.expect(
            figures["audience"]["value"] == stage.people == parts,
            f"of {stage.people} people {figures['audience']['value']} are told of: {parts}",
        )
        for name in STANDING_STILL:
            left = _value(figures, name)
            self.outcome.expect(left == 0, f"{left} people are {name}")
        for name in OUTCOMES:
            self._compare(name, _people(self.outcome.foreseen, name))
        for name in ("deferred", "refused", "excluded"):
            foreseen = _by_code(self.outcome.foreseen[name])
            self.outcome.expect(
                _by_reason(figures[name]) == foreseen,
                f"{name}: {_by_reason(figures[name])}, not {foreseen}",
            )
        told = ", ".join(f"{_value(figures, name)} {name}" for name in OUTCOMES)
        self._reached("sent", f"It has happened: {told}.")

    def _compare(self, name: str, foreseen: int) -> None:
        there = _value(self.outcome.figures, name)
        self.outcome.expect(there == foreseen, f"{name}: {there}, not {foreseen}")
        self.outcome.expect(there > 0, f"nobody is {name}")

    def _read_letters(self, before: str) -> list[Letter]:
        letters = newer_than(self.running.letters, before, subjects().values())
        came = Counter(letter.subject for letter in letters)
        self.outcome.letters = dict(came)
        foreseen = {
            subjects()[one["variant"], one["language"]]: one["sent"]
            for one in self.outcome.foreseen.get("variants", ())
        }
        self.outcome.expect(came == foreseen, f"letters {came}, not {foreseen}")
        addresses = {letter.to for letter in letters}
        self.outcome.expect(len(addresses) == len(letters), "somebody got two letters")
        return letters

    def _let_somebody_order(self, campaign_id: str, letters: list[Letter]) -> None:
        """Let the reader of the newest letter follow its link, and order with the code in it."""
        if not letters:
            return
        letter = letters[0]
        ways = [follow(link) for link in tracked_links(letter)]
        self.outcome.expect(bool(ways), f"no link in {letter.subject!r}")
        reader = User.objects.get(email=letter.to)
        order_cart(fill_cart(self.shop, reader), code=_code_in(letter))
        figures = self.outcome.figures = self._wait(
            lambda: self._figures(campaign_id),
            # A click counts when it is known that no scanner made it, some seconds later.
            lambda found: (
                _value(found, "converted") > 0 and _value(found, "clicked") > 0
            ),
        )
        self.outcome.expect(_value(figures, "clicked") == 1, "the click is not counted")
        self.outcome.expect(_value(figures, "converted") == 1, "the order is not")
        amounts = figures["revenue"]["amounts"]
        self.outcome.expect(
            len(amounts) == 1 and float(amounts[0]["couponCost"]) == float(WORTH),
            f"the code is not: {amounts}",
        )
        self._reached("credited", f"{letter.to} followed the letter and ordered.")

    def _print(self, campaign_id: str) -> None:
        console.print(f"\nThe figures of the campaign are asked by\n{KPIS}")
        console.print(f'with {{"id": "{campaign_id}"}}, and are')
        console.print_json(json.dumps(self.outcome.figures))

    def _figures(self, campaign_id: str) -> dict[str, Any]:
        answer = self.staff.ask(KPIS, id=campaign_id)
        return dict(answer["data"]["crmCampaign"]["kpis"])

    def _wait(
        self,
        read: Callable[[], dict[str, Any]],
        holds: Callable[[dict[str, Any]], bool],
    ) -> dict[str, Any]:
        """Return what was read last: as soon as it holds, or when nothing changes any more."""
        before, until = "", 0.0
        while True:
            found = read()
            seen = json.dumps({**found, "dataUntil": ""})
            if seen != before:
                before, until = seen, time.monotonic() + PATIENCE_SECONDS
            if holds(found) or time.monotonic() > until:
                return found
            self.running.supervisor.check()
            time.sleep(1.0)

    def _reached(self, chapter: str, told: str) -> None:
        self.outcome.seconds[chapter] = round(time.monotonic() - self.started, 1)
        console.print(f"{self.outcome.seconds[chapter]:5.1f} s  {told}")


def _definition(stage: Stage, at: datetime.datetime) -> dict[str, Any]:
    return {
        "audience": {"lists": [stage.readers], "exclude_lists": [stage.left_out]},
        "content": {
            "shop_channel": CHANNEL,
            "variants": [
                {"key": key, "template": template, "share_basis_points": 5_000}
                for key, template in VARIANTS.items()
            ],
            "code": {"voucher": stage.voucher},
        },
        "when": {"mode": "fixed", "at": at.isoformat()},
        "holdout_basis_points": HOLDOUT,
    }


def subjects() -> dict[tuple[str, str], str]:
    """Return how each letter is called, by variant and language."""
    return {
        (key, language): subject
        for key, template in VARIANTS.items()
        for language, (subject, _) in LETTERS[template].items()
    }


def _code_in(letter: Letter) -> str:
    found = CODE.search(letter.text)
    return found[0] if found else ""


def _value(figures: Mapping[str, Any], name: str) -> int:
    return int(figures[name]["value"]) if figures else 0


def _people(report: Mapping[str, Any], name: str) -> int:
    return sum(_by_code(report.get(name, ())).values())


def _by_code(counts: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {one["code"]: one["people"] for one in counts}


def _by_reason(metric: Mapping[str, Any]) -> dict[str, int]:
    return {one["reason"]: one["people"] for one in metric["reasons"]}
