"""The most important pages in a browser, on a shop that is made in a minute."""

from __future__ import annotations

from runner import browsers, postgres, smoke

from ..item import Item, LeftOut, Trial


def run(trial: Trial) -> None:
    try:
        browsers.needed()
    except browsers.LeftOut as reason:
        raise LeftOut(str(reason)) from reason
    with postgres.running("smoke") as server:
        code, told = smoke.run(server.url)
    trial.say(told)
    trial.check(code == 0, told)


ITEM = Item(
    "browser-smoke",
    "the pages tagged for it work in a browser, on a shop of three people",
    budget_seconds=3 * 60,
    run=run,
)
