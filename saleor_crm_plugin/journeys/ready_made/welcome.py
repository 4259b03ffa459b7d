"""Somebody is new: a welcome that goes on by whether it was read, and asks for what is missing."""

import enum
from typing import Annotated, Any

from pydantic import Field

from ..ready_made_journey import (
    END,
    Coupon,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import fork, rest, say, say_with_coupon

NO_BIRTHDAY = {"attribute": "has_birthday", "operator": "is", "value": False}


class Beginning(enum.StrEnum):
    """What the series begins with."""

    CONSENT = "consent"
    ACCOUNT = "account"


@ready_made_journeys.register
class Welcome(ReadyMadeJourney):
    """Who read the first letter gets the long second one; the others one that is over in a minute.

    With `account` it begins with a new account, for those who allow messages by then.
    """

    code = "welcome"
    label = "Welcome series"
    summary = (
        "Welcomes new people, goes on in one of two ways depending on whether the first message "
        "was opened, and asks for the birthday where it is not known. Once in a life."
    )
    list_code = "welcome"

    class Settings(ReadyMadeSettings):
        begins_with: Beginning = Beginning.CONSENT
        after_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 0
        second_after_days: Annotated[int, Field(ge=1, le=30)] = 3
        ask_after_days: Annotated[int, Field(ge=1, le=30)] = 4
        asks_for_birthday: bool = True
        coupon: Coupon | None = None

    def frame(self) -> dict[str, Any]:
        return {
            "trigger": self._trigger(),
            "goal": {
                "events": [{"event": "order.placed"}],
                "within_days": 30,
                "stays": True,
            },
            "re_entry": {"rule": "never"},
        }

    def _trigger(self) -> dict[str, Any]:
        if self.settings.begins_with is Beginning.CONSENT:
            return {"kind": "consent_granted", "purpose": "marketing"}
        return {"kind": "customer_registered", "after_hours": self.settings.after_hours}

    def steps(self) -> Steps:
        chosen = self.settings
        after = "ask_rest" if chosen.asks_for_birthday else END
        hello = say_with_coupon("hello", "welcome_hello", chosen.coupon, then="rest")
        steps = {**hello, "rest": rest(days=chosen.second_after_days, then="was_read")}
        return {
            **steps,
            **_was_read([name for name, one in hello.items() if "template" in one]),
            "read_on": say("welcome_read_on", then=after),
            "in_short": say("welcome_in_short", then=after),
            **self._ask(),
        }

    def _ask(self) -> Steps:
        if not self.settings.asks_for_birthday:
            return {}
        return {
            "ask_rest": rest(days=self.settings.ask_after_days, then="is_missing"),
            "is_missing": fork([NO_BIRTHDAY], then="ask", otherwise=END),
            "ask": say("welcome_tell_us", then=END),
        }


def _was_read(letters: list[str]) -> Steps:
    """Ask of each of the first letters, one of which went out, whether it was opened."""
    names = ["was_read", *(f"was_read_{place}" for place in range(2, len(letters) + 1))]
    others = [*names[1:], "in_short"]
    return {
        name: {
            "kind": "branch_on_message",
            "message_of": letter,
            "outcome": "opened",
            "then": "read_on",
            "otherwise": otherwise,
        }
        for name, letter, otherwise in zip(names, letters, others, strict=True)
    }
