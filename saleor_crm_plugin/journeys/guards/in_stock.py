"""Some of the goods can be bought in the channel."""

from ..guard import Guard, guards
from ..reading import Ask
from ..step import Scene

READING = Ask("goods_are_there")


@guards.register
class InStock(Guard):
    """One variant that can be bought is enough."""

    code = "in_stock"
    label = "The goods can be bought"
    needs_subject = "variant_ids"

    def asks(self) -> frozenset[Ask]:
        return frozenset({READING})

    def holds(self, scene: Scene) -> bool:
        return scene.readings.get(READING) is True
