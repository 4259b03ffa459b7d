"""How often Python looks for cycles to free: seldom, where a batch makes many objects at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A batch of 1,000 orders makes a few hundred thousand objects, nearly all without cycles; looked
# through every 700 of them, as by default, they take a fifth of the whole time.
OBJECTS_BETWEEN = 50_000


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let Python collect seldom inside the block or function; whatever has no cycles goes at once.

    At the end it collects once what is young, so that a loop of batches does not grow. Holds for
    the whole process meanwhile, and leaves alone who collects still less, or never.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < OBJECTS_BETWEEN:
        yield
        return
    gc.set_threshold(OBJECTS_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.collect(1)
