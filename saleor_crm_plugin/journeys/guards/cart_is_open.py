"""The cart is still there, with goods in it, and no order was made of it."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("cart_is_open")


@guards.register
class CartIsOpen(Guard):
    """What nobody can look up is not open."""

    code = "cart_is_open"
    label = "The cart is still open"
    needs_subject = "checkout_id"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is True
