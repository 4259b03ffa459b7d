"""What can be done with marks, facts and deliveries; one module per verb."""

from .deliver import DeliveryReport, deliver, open_lanes
from .hand_over import hand_over
from .mark_many import mark_many
from .publish import publish
from .stuck import retry_stuck, skip_stuck

__all__ = [
    "DeliveryReport",
    "deliver",
    "hand_over",
    "mark_many",
    "open_lanes",
    "publish",
    "retry_stuck",
    "skip_stuck",
]
