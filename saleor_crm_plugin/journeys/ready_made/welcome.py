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
    """Who reads the first letter gets the long second one soon after; the others a short one later.

    With `account` it begins with a new account, for those who allow messages by then.
    """

    code = "welcome"
    label = "Welcome series"
    summary = (
        "Welcomes new people, goes on as soon as the first message is opened, in another way if "
        "it is not, and asks for the birthday where it is not known. Once in a life."
    )
    list_code = "welcome"

    class Settings(ReadyMadeSettings):
        begins_with: Beginning = Beginning.CONSENT
        after_hours: Annotated[int, Field(ge=0, le=24 * 30)] = 0
        second_after_days: Annotated[int, Field(ge=1, le=30)] = 3
        read_on_after_hours: Annotated[int, Field(ge=0, le=24 * 7)] = 2
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
        hello = say_with_coupon("hello", "welcome_hello", chosen.coupon, then="listen")
        return {
            **hello,
            "listen": {
                "kind": "wait_for_message",
                # With a coupon for some there are two letters, of which one goes out.
                "messages_of": [
                    name for name, one in hello.items() if "template" in one
                ],
                "outcome": "opened",
                "within_hours": chosen.second_after_days * 24,
                "then": "pause" if chosen.read_on_after_hours else "read_on",
                "otherwise": "in_short",
            },
            **self._pause(),
            "read_on": say("welcome_read_on", then=after),
            "in_short": say("welcome_in_short", then=after),
            **self._ask(),
        }

    def _pause(self) -> Steps:
        hours = self.settings.read_on_after_hours
        return {"pause": rest(hours=hours, then="read_on")} if hours else {}

    def _ask(self) -> Steps:
        if not self.settings.asks_for_birthday:
            return {}
        return {
            "ask_rest": rest(days=self.settings.ask_after_days, then="is_missing"),
            "is_missing": fork([NO_BIRTHDAY], then="ask", otherwise=END),
            "ask": say("welcome_tell_us", then=END),
        }
