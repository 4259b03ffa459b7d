"""What insight does by itself: assess who is due, and by night score, predict and prove."""

import datetime
import time

from celery.schedules import crontab

from ..core.clock import now
from ..saleor_adapter.celery import crm_task
from .actions.assess import (
    assess_due,
    note_asked_anew,
    note_moved_ranks,
    note_newcomers,
)
from .actions.predict import predict_customers
from .actions.prove import prove_rollups
from .actions.score import score_customers

# Shorter than the time after which a task is taken for lost.
LONGEST_RUN_SECONDS = 240


@crm_task("insight.assess")
def assess() -> None:
    """Look over new people, those whom the shop asks or asks no more, and assess who is due."""
    deadline = time.monotonic() + LONGEST_RUN_SECONDS
    moment = now()
    while note_newcomers(now=moment) and time.monotonic() < deadline:
        pass
    while note_asked_anew(now=moment) and time.monotonic() < deadline:
        pass
    while assess_due(now=moment) and time.monotonic() < deadline:
        pass


@crm_task("insight.score")
def score() -> None:
    """Score everybody, predict everybody, and have those assessed whose rank has moved."""
    moment = now()
    score_customers(now=moment)
    predict_customers(now=moment)
    note_moved_ranks(now=moment)


@crm_task("insight.prove")
def prove() -> None:
    """Compare the rollups with the shop's orders, and repair them."""
    prove_rollups(now=now())


BEAT_SCHEDULE = {
    "saleor-crm-assessment": {
        "task": "saleor_crm_plugin.insight.assess",
        "schedule": datetime.timedelta(minutes=5),
        "options": {"expires": 240},
    },
    "saleor-crm-rollup-proof": {
        "task": "saleor_crm_plugin.insight.prove",
        # After the observation's own proof, which tells what differs in the shop.
        "schedule": crontab(hour=4, minute=20),
        "options": {"expires": 12 * 3600},
    },
    "saleor-crm-scores": {
        "task": "saleor_crm_plugin.insight.score",
        "schedule": crontab(hour=5, minute=10),
        "options": {"expires": 12 * 3600},
    },
}
