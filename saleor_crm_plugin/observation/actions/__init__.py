"""Observing the shop, and the walks that say what to observe; one module per verb."""

from .backfill import BackfillProgress, backfill
from .drain import DrainReport, drain
from .forget_checkouts import forget_checkouts
from .observe_checkouts import observe_checkouts
from .observe_customers import observe_customers
from .observe_orders import ObserveReport, observe_orders
from .poll_checkouts import poll_checkouts, prove_checkouts
from .poll_payments import poll_payments
from .prove import ProofReport, prove
from .rebuild import rebuild
from .sweep import SweepReport, sweep

__all__ = [
    "BackfillProgress",
    "DrainReport",
    "ObserveReport",
    "ProofReport",
    "SweepReport",
    "backfill",
    "drain",
    "forget_checkouts",
    "observe_checkouts",
    "observe_customers",
    "observe_orders",
    "poll_checkouts",
    "poll_payments",
    "prove",
    "prove_checkouts",
    "rebuild",
    "sweep",
]
