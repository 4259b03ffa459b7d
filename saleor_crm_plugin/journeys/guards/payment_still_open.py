"""Nobody has paid meanwhile: the order still waits for its money, or the cart is still open."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

ORDER_IS_DUE = Ask("order_is_due")
CART_IS_OPEN = Ask("cart_is_open")


@guards.register
class PaymentStillOpen(Guard):
    """Asks for the order where there is one, else for the cart."""

    code = "payment_still_open"
    label = "The payment is still open"
    needs_subject = "payment"

    def asks(self) -> frozenset[Ask]:
        return frozenset({ORDER_IS_DUE, CART_IS_OPEN})

    def holds(self, scene: Scene) -> bool:
        is_about_order = bool(scene.passage.subject.order_id)
        return (
            scene.readings.get(ORDER_IS_DUE if is_about_order else CART_IS_OPEN) is True
        )
