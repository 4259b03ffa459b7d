"""The order is neither canceled nor gone."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("order_is_canceled")


@guards.register
class OrderNotCanceled(Guard):
    """An order that has vanished counts as canceled."""

    code = "order_not_canceled"
    label = "The order is not canceled"
    needs_subject = "order_id"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is False
