"""What can be done with marks, facts and deliveries; one module per verb."""

from .deliver import DeliveryReport, deliver, open_lanes
from .hand_over import hand_over
from .lanes import lead_lane, lock_lanes, part_lane
from .mark_many import mark_many
from .publish import publish
from .stuck import forget_words, retry_stuck, skip_stuck

__all__ = [
    "DeliveryReport",
    "deliver",
    "forget_words",
    "hand_over",
    "lead_lane",
    "lock_lanes",
    "mark_many",
    "open_lanes",
    "part_lane",
    "publish",
    "retry_stuck",
    "skip_stuck",
]
