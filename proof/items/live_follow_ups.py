"""The two follow-ups on a real shop, with its own web server, worker and beat."""

from __future__ import annotations

from ..item import REAL_SHOP, Item, Trial
from ..live.real_shop import running
from ..live.story import play


def run(trial: Trial) -> None:
    with running(trial) as (started, catalog):
        report = play(started, catalog)
    trial.say(str(report.summary()))
    trial.check(not report.wrong, "; ".join(report.wrong))


ITEM = Item(
    "live-follow-ups",
    "on a real Saleor a cart left behind and a return are each followed up once, over SMTP",
    budget_seconds=30 * 60,
    run=run,
    needs={
        **REAL_SHOP,
        # As that Saleor's own `migrate` leaves it; only a copy of it is written to.
        "DATABASE_URL": "DATABASE_URL=<a database that it has migrated>",
    },
)
