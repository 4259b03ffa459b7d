"""Settings count their changes, so that nobody writes over what they have not seen."""

from django.db import models

from ..errors import ChangedMeanwhile


def count_change(row: models.Model, counter: str, *, read: int | None) -> None:
    """Count a change of what a locked row holds; the caller saves it.

    `read` is the version that the caller has seen; None changes whatever there is. Raises
    ChangedMeanwhile.
    """
    current: int = getattr(row, counter)
    if read is not None and read != current:
        raise ChangedMeanwhile(current)
    setattr(row, counter, current + 1)
