"""The map of cause and effect: when this fact arrives, these handlers run.

Handlers take a list of facts of one type, at least once each, and one profile's in order.
"""

from collections.abc import Mapping, Sequence

from .core.facts import Fact
from .outbox.handlers import Handler

SUBSCRIPTIONS: Mapping[type[Fact], Sequence[Handler]] = {}
