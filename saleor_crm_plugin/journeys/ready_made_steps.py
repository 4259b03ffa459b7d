"""The steps that follow-ups are put together from, as a definition holds them."""

from typing import Any

from .ready_made_journey import Coupon, Steps

Step = dict[str, Any]


def say(template: str, *, then: str, **more: Any) -> Step:
    """Send a message."""
    return {"kind": "send_message", "template": template, "next": then, **more}


def rest(*, then: str, days: int = 0, hours: int = 0) -> Step:
    """Wait for so long."""
    return {"kind": "wait", "days": days, "hours": hours, "next": then}


def fork(conditions: list[dict[str, Any]], *, then: str, otherwise: str) -> Step:
    """Go to `then` where all conditions hold, else to `otherwise`."""
    return {
        "kind": "branch",
        "conditions": conditions,
        "then": then,
        "otherwise": otherwise,
    }


def say_with_coupon(
    name: str, template: str, coupon: Coupon | None, *, then: str
) -> Steps:
    """Send a message, with a code to those for whom the merchant chose one.

    `name` is the first step of them.
    """
    if coupon is None:
        return {name: say(template, then=then)}
    plain = f"{name}_plain"
    steps = say_only_with_coupon(name, template, coupon, then=then, otherwise=plain)
    if coupon.who.conditions():
        steps[plain] = say(template, then=then)
    return steps


def say_only_with_coupon(
    name: str, template: str, coupon: Coupon, *, then: str, otherwise: str
) -> Steps:
    """Send a message with a code to those for whom it is; the others go to `otherwise`."""
    given, said = f"{name}_code", f"{name}_with_code"
    conditions = coupon.who.conditions()
    steps: Steps = {}
    if conditions:
        steps[name] = fork(conditions, then=given, otherwise=otherwise)
    else:
        given = name
    steps[given] = {
        "kind": "give_code",
        "voucher": coupon.voucher,
        "valid_days": coupon.valid_days,
        "next": said,
    }
    steps[said] = say(template, then=then, code_of=given)
    return steps
