"""Not all of the order's money went back."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("order_is_refunded")


@guards.register
class OrderNotRefunded(Guard):
    """An order that has vanished is not asked to be reviewed either."""

    code = "order_not_refunded"
    label = "The order is not refunded"
    needs_subject = "order_id"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is False
