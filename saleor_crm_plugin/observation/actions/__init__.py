"""Observing the shop, and the walks that say what to observe; one module per verb."""

from .backfill import BackfillProgress, backfill
from .drain import DrainReport, drain
from .observe_customers import observe_customers
from .observe_orders import ObserveReport, observe_orders
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
    "observe_customers",
    "observe_orders",
    "prove",
    "rebuild",
    "sweep",
]
